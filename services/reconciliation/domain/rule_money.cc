// Rules 2, 3 and 7: what projects say of a project's partner and money is what registry and finance
// have recorded.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "services/reconciliation/domain/rules.h"

namespace cobuild::reconciliation {
namespace {

// Sums are of amounts that services have checked; one beyond 64 bits stays at the last that fits.
void AddTo(money::Fen& sum, money::Fen amount) { sum = money::Add(sum, amount).value_or(sum); }
void TakeFrom(money::Fen& sum, money::Fen amount) {
  sum = money::Subtract(sum, amount).value_or(sum);
}

// Money of a project by its movements.
struct ProjectMoney {
  money::Fen allocated;
  money::Fen committed;
  money::Fen paid;
  base::Timestamp since;
};

ProjectMoney MoneyOf(const Picture& picture, const std::string& project) {
  ProjectMoney sums;
  picture.ForEachOf<Movement>(project, [&](const std::string&, const Known<Movement>& known) {
    using Kind = Movement::Kind;
    const Movement& movement = known.fact;
    sums.since = std::max(sums.since, known.recorded);
    if (movement.kind == Kind::kReallocation) {
      if (movement.project == project) TakeFrom(sums.allocated, movement.amount);
      if (movement.to_project == project) AddTo(sums.allocated, movement.amount);
    }
    if (movement.project != project) return;
    if (movement.kind == Kind::kAllocation) AddTo(sums.allocated, movement.amount);
    if (movement.kind == Kind::kCommitment) AddTo(sums.committed, movement.amount);
    if (movement.kind == Kind::kCommitmentRelease) TakeFrom(sums.committed, movement.amount);
    if (movement.kind == Kind::kPayment) AddTo(sums.paid, movement.amount);
    if (movement.kind == Kind::kPaymentReturn) TakeFrom(sums.paid, movement.amount);
  });
  return sums;
}

bool IsPaired(const Pairing& pairing, base::Date day) {
  return pairing.start <= day && (!pairing.end || day < *pairing.end);
}

std::string NameOf(FundKind kind) {
  switch (kind) {
    case FundKind::kCash:
      return "CASH_THROUGH_LEDGER";
    case FundKind::kDirectByPartner:
      return "DIRECT_BY_PARTNER";
    case FundKind::kInKind:
      return "IN_KIND";
    case FundKind::kPrivate:
      return "PRIVATE";
  }
  return "";
}

// By kind and source. Cash is summed over sources: projects names who gives it, finance the fund
// that paid.
using Invested = std::map<std::pair<FundKind, std::string>, money::Fen>;

Invested DeclaredOf(const Project& project) {
  Invested declared;
  for (const auto& [key, amount] : project.declared) {
    AddTo(declared[{key.first, key.first == FundKind::kCash ? "" : key.second}], amount);
  }
  return declared;
}

Invested RecordedFor(const Picture& picture, const std::string& project, base::Timestamp& since) {
  Invested recorded;
  picture.ForEachOf<Investment>(project, [&](const std::string&, const Known<Investment>& known) {
    since = std::max(since, known.recorded);
    AddTo(recorded[{known.fact.kind, known.fact.source}], known.fact.amount);
  });
  picture.ForEachOf<Claim>(project, [&](const std::string&, const Known<Claim>& known) {
    since = std::max(since, known.recorded);
    if (known.fact.state != Claim::State::kConfirmed) return;
    AddTo(recorded[{FundKind::kCash, ""}], known.fact.amount);
  });
  return recorded;
}

bool IsOver(const Project& project) {
  return project.state == Project::State::kAccepted || project.state == Project::State::kClosed;
}

}  // namespace

void ComparePairing(const Picture& picture, const std::string& place, base::Date,
                    Differences& found) {
  const Known<Project>& project = *picture.Find<Project>(place);
  if (!project.fact.submitted) return;
  const base::Date day = *project.fact.submitted;
  for (const std::string& village : project.fact.villages) {
    bool ever = false;
    bool then = false;
    picture.ForEachOf<Pairing>(village, [&](const std::string&, const Known<Pairing>& known) {
      if (known.fact.organization != project.fact.sponsor || !known.fact.stands) return;
      ever = true;
      then = then || IsPaired(known.fact, day);
    });
    if (then) continue;
    found.push_back(
        {place, village, ever ? BreakClass::kState : BreakClass::kMissing,
         fmt::format("submitted by {} on {}", project.fact.sponsor, base::FormatDate(day)),
         ever ? "paired on other days" : "never paired", project.recorded});
  }
}

void CompareAllocation(const Picture& picture, const std::string& place, base::Date,
                       Differences& found) {
  const Known<Project>* project = picture.Find<Project>(place);
  if (project == nullptr) return;  // the check of paid projects says so
  const ProjectMoney sums = MoneyOf(picture, place);
  if (sums.allocated.value <= 0) return;
  const base::Timestamp since = std::max(project->recorded, sums.since);
  if (!project->fact.was_approved) {
    found.push_back({place, "approval", BreakClass::kState, "not approved",
                     fmt::format("allocated {}", money::Format(sums.allocated)), since});
  }
  if (sums.allocated.value > project->fact.budget.value) {
    found.push_back({place, "budget", BreakClass::kAmount,
                     fmt::format("budget {}", money::Format(project->fact.budget)),
                     fmt::format("allocated {}", money::Format(sums.allocated)), since});
  }
}

void ComparePaid(const Picture& picture, const std::string& place, base::Date, Differences& found) {
  money::Fen released;
  money::Fen paid;
  base::Timestamp since;
  picture.ForEachOf<IssuedRelease>(place,
                                   [&](const std::string&, const Known<IssuedRelease>& known) {
                                     since = std::max(since, known.recorded);
                                     AddTo(released, known.fact.cap);
                                   });
  picture.ForEachOf<Claim>(place, [&](const std::string&, const Known<Claim>& known) {
    since = std::max(since, known.recorded);
    if (known.fact.is_paid()) AddTo(paid, known.fact.amount);
  });
  if (paid.value <= released.value) return;
  found.push_back({place, "payments", BreakClass::kAmount,
                   fmt::format("released {}", money::Format(released)),
                   fmt::format("paid {}", money::Format(paid)), since});
}

namespace {

// Where `differs(declared, recorded)`.
template <class Differs>
void CompareInvested(const Picture& picture, const std::string& place, const Project& project,
                     base::Timestamp since, const Differs& differs, Differences& found) {
  const Invested declared = DeclaredOf(project);
  const Invested recorded = RecordedFor(picture, place, since);
  std::set<std::pair<FundKind, std::string>> keys;
  for (const auto& each : declared) keys.insert(each.first);
  for (const auto& each : recorded) keys.insert(each.first);
  for (const auto& key : keys) {
    const auto left = declared.find(key);
    const auto right = recorded.find(key);
    const money::Fen wanted = left == declared.end() ? money::Fen{} : left->second;
    const money::Fen given = right == recorded.end() ? money::Fen{} : right->second;
    if (!differs(wanted.value, given.value)) continue;
    const bool is_missing = left == declared.end() || right == recorded.end();
    found.push_back({place, fmt::format("{} {}", NameOf(key.first), key.second),
                     is_missing ? BreakClass::kMissing : BreakClass::kAmount,
                     fmt::format("declared {}", money::Format(wanted)),
                     fmt::format("recorded {}", money::Format(given)), since});
  }
}

}  // namespace

void CompareInvestedAbove(const Picture& picture, const std::string& place, base::Date,
                          Differences& found) {
  const Known<Project>* project = picture.Find<Project>(place);
  if (project == nullptr) return;
  CompareInvested(picture, place, project->fact, project->recorded, std::less(), found);
}

// Until a project is accepted, money may still come.
void CompareInvestedBelow(const Picture& picture, const std::string& place, base::Date,
                          Differences& found) {
  const Known<Project>& project = *picture.Find<Project>(place);
  if (!IsOver(project.fact)) return;
  CompareInvested(picture, place, project.fact, project.recorded, std::greater(), found);
}

Places Releases() {
  return {
      [](const Picture& picture) {
        std::set<std::string> names;
        picture.ForEach<IssuedRelease>(
            [&](const std::string& name, const Known<IssuedRelease>&) { names.insert(name); });
        picture.ForEach<AuthorizedRelease>(
            [&](const std::string& name, const Known<AuthorizedRelease>&) { names.insert(name); });
        return std::vector<std::string>(names.begin(), names.end());
      },
      [](const Picture& picture, const std::string& name) {
        return picture.Find<IssuedRelease>(name) != nullptr ||
               picture.Find<AuthorizedRelease>(name) != nullptr;
      }};
}

void CompareRelease(const Picture& picture, const std::string& place, base::Date,
                    Differences& found) {
  const Known<IssuedRelease>* issued = picture.Find<IssuedRelease>(place);
  const Known<AuthorizedRelease>* authorized = picture.Find<AuthorizedRelease>(place);
  if (issued == nullptr) {
    found.push_back({place, "", BreakClass::kMissing, "not issued",
                     money::Format(authorized->fact.cap), authorized->recorded});
    return;
  }
  if (authorized == nullptr) {
    found.push_back({place, "", BreakClass::kMissing, money::Format(issued->fact.cap),
                     "not authorized", issued->recorded});
    return;
  }
  const base::Timestamp since = std::max(issued->recorded, authorized->recorded);
  if (issued->fact.cap != authorized->fact.cap) {
    found.push_back({place, "cap", BreakClass::kAmount, money::Format(issued->fact.cap),
                     money::Format(authorized->fact.cap), since});
  }
  if (issued->fact.dossier_digest != authorized->fact.dossier_digest) {
    found.push_back({place, "dossier", BreakClass::kDefinition, issued->fact.dossier_digest,
                     authorized->fact.dossier_digest, since});
  }
  if (issued->fact.milestone != authorized->fact.milestone) {
    found.push_back({place, "milestone", BreakClass::kDefinition, issued->fact.milestone,
                     authorized->fact.milestone, since});
  }
  if (authorized->fact.revoked || !issued->fact.delivered) {
    found.push_back({place, "state", BreakClass::kState,
                     issued->fact.delivered ? "DELIVERED" : "ISSUED",
                     authorized->fact.revoked ? "REVOKED" : "AUTHORIZED", since});
  }
}

void CompareClaimRelease(const Picture& picture, const std::string& place, base::Date,
                         Differences& found) {
  const Known<Claim>& claim = *picture.Find<Claim>(place);
  const Known<IssuedRelease>* release = picture.Find<IssuedRelease>(claim.fact.release);
  if (release == nullptr) {
    found.push_back({place, claim.fact.release, BreakClass::kMissing, "not issued",
                     claim.fact.release, claim.recorded});
    return;
  }
  if (release->fact.instalment != claim.fact.instalment) {
    found.push_back({place, "instalment", BreakClass::kDefinition,
                     fmt::format("instalment {}", static_cast<int>(release->fact.instalment)),
                     fmt::format("instalment {}", static_cast<int>(claim.fact.instalment)),
                     claim.recorded});
  }
  if (release->fact.project != claim.fact.project) {
    found.push_back({place, "project", BreakClass::kDefinition, release->fact.project,
                     claim.fact.project, claim.recorded});
  }
}

void CompareLastInstalment(const Picture& picture, const std::string& place, base::Date,
                           Differences& found) {
  const Known<Project>& project = *picture.Find<Project>(place);
  if (!IsOver(project.fact)) return;
  bool released = false;
  picture.ForEachOf<IssuedRelease>(
      place, [&](const std::string&, const Known<IssuedRelease>& known) {
        released = released || known.fact.instalment == Instalment::kAcceptance;
      });
  if (released) return;
  found.push_back({place, "last instalment", BreakClass::kMissing, "accepted", "not released",
                   project.recorded});
}

void CompareOpenCommitment(const Picture& picture, const std::string& place, base::Date,
                           Differences& found) {
  const Known<Project>& project = *picture.Find<Project>(place);
  if (project.fact.state != Project::State::kClosed) return;
  const ProjectMoney sums = MoneyOf(picture, place);
  if (sums.committed.value <= sums.paid.value) return;
  found.push_back({place, "commitment", BreakClass::kAmount, "closed: 0.00 open",
                   fmt::format("committed {}, paid {}", money::Format(sums.committed),
                               money::Format(sums.paid)),
                   std::max(project.recorded, sums.since)});
}

}  // namespace cobuild::reconciliation
