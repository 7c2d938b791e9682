#include "services/finance/domain/decide_policy.h"

#include <optional>
#include <utility>

#include "common/base/status_macros.h"
#include "services/finance/domain/errors.h"
#include "services/finance/domain/policy_errors.h"

namespace cobuild::finance {
namespace {

// POLICY_NOT_FOUND, ETAG_MISMATCH.
absl::StatusOr<records::Record<Policy>> FindPolicy(const std::string& id, const std::string& etag,
                                                   Standing& standing) {
  std::optional<records::Record<Policy>> policy = standing.Find<Policy>(id);
  if (!policy || policy->is_void()) return errors::PolicyNotFound(id);
  const std::string current = records::EtagOf(policy->position);
  if (!etag.empty() && etag != current) return errors::EtagMismatch(current);
  return *std::move(policy);
}

}  // namespace

absl::StatusOr<Unit> DecideCreatePolicy(const std::string& id, const Policy& policy,
                                        Standing& standing) {
  if (standing.Find<Policy>(id)) return errors::PolicyExists(id);
  return Unit{.records = {Stated(id, policy)}};
}

absl::StatusOr<Unit> DecideAdoptPolicy(const AdoptPolicy& command, Standing& standing) {
  COBUILD_ASSIGN_OR_RETURN(records::Record<Policy> policy,
                           FindPolicy(command.id, command.etag, standing));
  if (policy.facts.adopted_date) return errors::PolicyAdopted(policy.id);
  policy.facts.adopted_date = command.adopted_date;
  policy.facts.document = command.document;
  return Unit{.records = {Stated(policy.id, std::move(policy.facts))}};
}

absl::StatusOr<Unit> DecideVoidPolicy(const VoidPolicy& command, Standing& standing) {
  COBUILD_ASSIGN_OR_RETURN(records::Record<Policy> policy,
                           FindPolicy(command.id, command.etag, standing));
  AnyRecord withdrawn = Stated(policy.id, std::move(policy.facts));
  withdrawn.void_reason = command.reason;
  return Unit{.records = {std::move(withdrawn)}};
}

}  // namespace cobuild::finance
