#include "services/registry/rpc/own_directory.h"

#include <string>
#include <utility>
#include <vector>

#include "services/registry/app/principals.h"

namespace cobuild::registry {
namespace {

// Divisions that are read at a time, so that nobody waits for a whole country of them.
constexpr size_t kDivisionsAtOnce = 5'000;

// What holds at a moment never changes, however often it is read in parts.
std::vector<scope::Node> NodesAt(const LiveRegistry& live, const Moment& moment) {
  std::vector<scope::Node> nodes;
  std::string after;
  for (bool is_last = false; !is_last;) {
    const size_t before = nodes.size();
    live.Read([&](const Registry& registry) {
      VisitAfter(registry.divisions().all(), after, moment, [&](const Division& division) {
        nodes.push_back({division.facts.code, division.facts.parent_code});
        return nodes.size() < before + kDivisionsAtOnce;
      });
    });
    is_last = nodes.size() < before + kDivisionsAtOnce;
    if (!is_last) after = nodes.back().code;
  }
  return nodes;
}

}  // namespace

absl::StatusOr<std::shared_ptr<const rpc::Principal>> OwnDirectory::Find(
    std::string_view name, base::Timestamp now) const {
  const base::Date today = base::BusinessDay(now);
  auto principal = std::make_shared<rpc::Principal>();
  principal->name = std::string(name);
  bool bounded = false;
  for (Grant& grant : GrantsInForce(live_, name, today)) {
    bounded = bounded || grant.bound.kind == scope::Bound::Kind::kDivision;
    principal->grants.push_back({std::move(grant.role), std::move(grant.bound)});
  }
  if (bounded) principal->tree = TreeOn(today);
  return principal;
}

std::shared_ptr<const scope::Tree> OwnDirectory::TreeOn(const base::Date& day) const {
  const std::lock_guard lock(mutex_);
  int64_t changed_at = 0;
  Moment moment{day, 0};
  live_.Read([&](const Registry& registry) {
    changed_at = registry.divisions_position();
    moment.position = registry.position();
  });
  if (tree_ == nullptr || tree_position_ != changed_at || tree_day_ != day) {
    // The registry knows of no successors yet: a division that an edition leaves out stays.
    tree_ = std::make_shared<const scope::Tree>(NodesAt(live_, moment),
                                                std::vector<scope::Succession>());
    tree_position_ = changed_at;
    tree_day_ = day;
  }
  return tree_;
}

}  // namespace cobuild::registry
