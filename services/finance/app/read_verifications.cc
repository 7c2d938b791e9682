#include "services/finance/app/read_verifications.h"

namespace cobuild::finance {

VerificationState StateOfFact(const RecordState& state, std::string_view fact,
                              int64_t fact_position, int64_t position) {
  const records::Record<Verification>* verification =
      state.Of<Verification>().Find(IdOfVerification(fact), position);
  if (verification == nullptr || verification->facts.fact_position != fact_position) {
    return VerificationState::kDeclared;
  }
  return verification->facts.state;
}

absl::StatusOr<records::Page<Verification>> ListVerifications(const LiveRecords& records,
                                                              const ListVerificationsQuery& query) {
  return records::ListRecords<Verification>(
      records, query.list, [&](const Verification& verification) {
        return !query.state || verification.state == *query.state;
      });
}

}  // namespace cobuild::finance
