#include "services/finance/app/read_policies.h"

namespace cobuild::finance {
namespace {

bool Meets(const ListPoliciesQuery& query, const Policy& policy) {
  if (query.group && policy.group != *query.group) return false;
  if (!query.from && !query.to) return true;
  if (!policy.adopted_date) return false;
  if (query.from && *policy.adopted_date < *query.from) return false;
  return !query.to || *policy.adopted_date <= *query.to;
}

}  // namespace

absl::StatusOr<records::Record<Policy>> GetPolicy(const LiveRecords& records,
                                                  const records::GetQuery& query) {
  return records::GetRecord<Policy>(records, query, "POLICY_NOT_FOUND");
}

absl::StatusOr<records::Page<Policy>> ListPolicies(const LiveRecords& records,
                                                   const ListPoliciesQuery& query) {
  return records::ListRecords<Policy>(records, query.list,
                                      [&](const Policy& policy) { return Meets(query, policy); });
}

}  // namespace cobuild::finance
