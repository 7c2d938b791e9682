#include "common/rpc/roles.h"

#include <algorithm>
#include <vector>

namespace cobuild::rpc {
namespace {

struct Role {
  std::string_view name;
  std::vector<std::string_view> patterns;
};

// In the order of the architecture page.
const std::vector<Role>& Roles() {
  static const std::vector<Role> roles = {
      {"MUNICIPAL_VIEWER", {"*.*.read"}},
      {"DISTRICT_ADMIN",
       {"*.*.read", "registry.divisions.*", "registry.villages.*", "registry.perimeters.*",
        "registry.organizations.*", "registry.pairings.*", "registry.elections.*",
        "registry.service_centres.*", "registry.demonstrations.*", "registry.campaigns.*",
        "registry.people.*", "registry.postings.*", "registry.leading_groups.*",
        "registry.activities.*", "projects.*", "assessment.*", "reconciliation.*"}},
      {"TOWNSHIP_CLERK", {"*.*.read", "projects.*", "finance.income.record"}},
      {"TOWNSHIP_LEADER",
       {"*.*.read", "projects.steps.decide", "finance.claims.approve", "finance.facts.check"}},
      {"VILLAGE_OFFICER",
       {"*.*.read", "projects.projects.*", "projects.steps.decide", "finance.income.record"}},
      {"RESIDENT_TEAM", {"*.*.read", "projects.steps.decide", "registry.activities.record"}},
      {"PARTNER_UNIT", {"*.*.read", "projects.steps.decide", "finance.investments.record"}},
      {"DEPARTMENT_REVIEWER", {"*.*.read", "projects.steps.decide"}},
      {"LEADING_GROUP",
       {"*.*.read", "projects.steps.decide", "assessment.rounds.publish", "assessment.reports.sign",
        "assessment.reports.publish", "reconciliation.breaks.waive"}},
      {"FINANCE_OFFICER",
       {"*.*.read", "finance.ledgers.*", "finance.accounts.*", "finance.transfers.*",
        "finance.funds.*", "finance.income.*", "finance.investments.*", "finance.policies.*",
        "finance.vouchers.create", "finance.vouchers.post", "finance.claims.create",
        "finance.claims.pay"}},
      {"FINANCE_REVIEWER",
       {"*.*.read", "finance.vouchers.review", "finance.claims.approve", "finance.claims.refuse",
        "finance.facts.accept", "finance.periods.*", "finance.returns.*",
        "reconciliation.breaks.acknowledge", "reconciliation.breaks.waive"}},
      {"ASSESSOR", {"*.*.read", "assessment.*"}},
      {"AUDITOR",
       {"*.*.read", "*.*.verify", "*.*.export", "reconciliation.runs.create",
        "reconciliation.breaks.acknowledge"}},
      {"SECURITY_ADMIN", {"registry.principals.*"}},
      {"SERVICE",
       {"*.*.read", "assessment.metrics.evaluate", "finance.releases.authorize",
        "finance.releases.revoke"}},
  };
  return roles;
}

const Role* Find(std::string_view name) {
  for (const Role& role : Roles()) {
    if (role.name == name) return &role;
  }
  return nullptr;
}

// Takes what stands before the next dot off `text`.
std::string_view NextPart(std::string_view& text) {
  const size_t dot = text.find('.');
  const std::string_view part = text.substr(0, dot);
  text.remove_prefix(dot == std::string_view::npos ? text.size() : dot + 1);
  return part;
}

}  // namespace

bool Matches(std::string_view pattern, std::string_view permission) {
  while (!pattern.empty() && !permission.empty()) {
    if (pattern == "*") return true;
    const std::string_view wanted = NextPart(pattern);
    const std::string_view part = NextPart(permission);
    if (wanted != "*" && wanted != part) return false;
  }
  return pattern.empty() && permission.empty();
}

std::vector<std::string> RoleNames() {
  std::vector<std::string> names;
  for (const Role& role : Roles()) names.emplace_back(role.name);
  return names;
}

bool IsRole(std::string_view name) { return Find(name) != nullptr; }

bool RoleAllows(std::string_view name, std::string_view permission) {
  const Role* role = Find(name);
  if (role == nullptr) return false;
  return std::any_of(role->patterns.begin(), role->patterns.end(),
                     [&](std::string_view pattern) { return Matches(pattern, permission); });
}

}  // namespace cobuild::rpc
