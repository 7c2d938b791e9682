#include "services/registry/app/principals.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "services/registry/domain/errors.h"

namespace cobuild::registry {
namespace {

Granting GrantingOf(const ChangeRequest& change) {
  return {.grantor = change.request.principal,
          .reach = change.reach,
          .today = base::BusinessDay(change.now)};
}

base::Digest DigestOf(const HandOverCommand& command) {
  base::DigestBuilder digest("registry.hand_over.v1");
  digest.Add(command.from).Add(command.to).Add(static_cast<int64_t>(command.grants.size()));
  for (const std::string& id : command.grants) digest.Add(id);
  return digest.Add(base::FormatDate(command.start_date)).Add(command.reason).Finish();
}

// What one hand-over recorded: the grants that end, then those that begin.
HandedOver Halves(const Rows& rows) {
  HandedOver handed_over;
  const size_t half = rows.records.size() / 2;
  for (size_t i = 0; i < half; ++i) {
    handed_over.ended.push_back(records::Narrow<Grant>(rows.records[i]));
    handed_over.begun.push_back(records::Narrow<Grant>(rows.records[half + i]));
  }
  return handed_over;
}

// The same from the last grant that it began. As many begin as end, so the state that ended its
// predecessor stands as far before it as there are of either.
HandedOver RecordedWith(const Registry& registry, const Record<Grant>& last) {
  const records::Shelf<Grant>& grants = registry.Of<Grant>();
  const int64_t first = grants.Find(last.facts.predecessor, last.position)->position + 1;
  HandedOver handed_over;
  grants.VisitKeyAfter(records::NameOf<Principal>(last.facts.principal), "", last.position,
                       [&](const Record<Grant>& grant) {
                         if (grant.position >= first) handed_over.begun.push_back(grant);
                         return true;
                       });
  std::sort(handed_over.begun.begin(), handed_over.begun.end(),
            [](const auto& a, const auto& b) { return a.position < b.position; });
  for (const Record<Grant>& grant : handed_over.begun) {
    handed_over.ended.push_back(*grants.Find(grant.facts.predecessor, last.position));
  }
  return handed_over;
}

bool Meets(const Grant& facts, const ListGrantsQuery& query) {
  return (query.principal.empty() || facts.principal == query.principal) &&
         (!query.bound || facts.bound == *query.bound) &&
         (query.role.empty() || facts.role == query.role) &&
         (!query.in_force_on || facts.IsInForceOn(*query.in_force_on));
}

}  // namespace

absl::StatusOr<Record<Principal>> CreatePrincipal(Principals& principals, ChangeRequest change,
                                                  const CreatePrincipalCommand& command) {
  change.request.digest =
      records::DigestOf("registry.create_principal.v1", command.id, command.facts);
  return records::RecordOne<Principal>(principals.live, change, [&](const Registry& registry) {
    return DecideCreatePrincipal(registry, command.id, command.facts,
                                 principals.is_of_operator(command.id));
  });
}

absl::StatusOr<Record<Grant>> GrantRole(Principals& principals, ChangeRequest change,
                                        const GrantRoleCommand& command) {
  change.request.digest = records::DigestOf("registry.grant_role.v1", command.id, command.facts);
  const std::string id = records::IdOr(command.id, change.now);
  return records::RecordOne<Grant>(principals.live, change, [&](const Registry& registry) {
    return DecideGrantRole(registry, id, command.facts, GrantingOf(change),
                           principals.is_of_operator(command.facts.principal));
  });
}

absl::StatusOr<Record<Grant>> RevokeRole(Principals& principals, ChangeRequest change,
                                         const records::VoidCommand& command) {
  change.request.digest = DigestOf("registry.revoke_role.v1", command);
  return records::RecordOne<Grant>(principals.live, change, [&](const Registry& registry) {
    return DecideRevokeRole(registry, command.id, command.etag, command.reason, GrantingOf(change));
  });
}

absl::StatusOr<HandedOver> HandOver(Principals& principals, ChangeRequest change,
                                    const HandOverCommand& command) {
  change.request.digest = DigestOf(command);
  const auto next_id = [&change] { return base::NewUlid(change.now); };
  const auto decide = [&](const Registry& registry) -> absl::StatusOr<Rows> {
    COBUILD_ASSIGN_OR_RETURN(const std::vector<Record<Grant>> states,
                             DecideHandOver(registry, command, GrantingOf(change),
                                            principals.is_of_operator(command.to), next_id));
    Rows rows;
    for (const Record<Grant>& state : states) {
      rows.records.push_back(records::Widen<AnyFacts>(state));
    }
    return rows;
  };
  COBUILD_ASSIGN_OR_RETURN(const Rows rows, records::RecordChange(principals.live, change, decide));
  // The same request again gives the last row alone.
  if (rows.records.size() > 1) return Halves(rows);
  const auto last = records::Narrow<Grant>(rows.records.back());
  return principals.live.Read(
      [&](const Registry& registry) { return RecordedWith(registry, last); });
}

absl::StatusOr<Record<Principal>> GetPrincipal(const LiveRegistry& live,
                                               const records::GetQuery& query) {
  return records::GetRecord<Principal>(live, query, kPrincipalNotFound);
}

absl::StatusOr<records::Page<Principal>> ListPrincipals(const LiveRegistry& live,
                                                        const records::ListQuery& query) {
  return records::ListRecords<Principal>(live, query, [](const Principal&) { return true; });
}

absl::StatusOr<records::Page<Grant>> ListGrants(const LiveRegistry& live,
                                                const ListGrantsQuery& query) {
  return records::ListRecords<Grant>(live, query.list,
                                     [&](const Grant& facts) { return Meets(facts, query); });
}

std::vector<Grant> GrantsInForce(const LiveRegistry& live, std::string_view principal,
                                 const base::Date& day) {
  std::vector<Grant> grants;
  live.Read([&](const Registry& registry) {
    registry.Of<Grant>().VisitKeyAfter(records::NameOf<Principal>(principal), "",
                                       registry.position(), [&](const Record<Grant>& grant) {
                                         if (grant.facts.IsInForceOn(day)) {
                                           grants.push_back(grant.facts);
                                         }
                                         return true;
                                       });
  });
  std::sort(grants.begin(), grants.end(), [](const Grant& a, const Grant& b) {
    return std::tie(a.role, a.bound.kind, a.bound.id) < std::tie(b.role, b.bound.kind, b.bound.id);
  });
  return grants;
}

}  // namespace cobuild::registry
