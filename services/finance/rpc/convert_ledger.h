// Ledgers and accounts on the wire.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cobuild/finance/v1/ledger.pb.h"
#include "common/rpc/call.h"
#include "services/finance/app/read_ledgers.h"
#include "services/finance/app/verify_journal.h"
#include "services/finance/engine/submission.h"

namespace cobuild::finance {

// INVALID_ARGUMENT with every wrong field at once. Of the submissions actor, deadline and done are
// the caller's to set.
absl::StatusOr<Submission> FromProto(const v1::CreateLedgerRequest& request);
absl::StatusOr<Submission> FromProto(const v1::CreateAccountRequest& request);
absl::StatusOr<Submission> FromProto(const v1::CloseAccountRequest& request);
absl::StatusOr<std::string> FromProto(const v1::GetLedgerRequest& request);
absl::StatusOr<Key> FromProto(const v1::GetAccountRequest& request);
absl::StatusOr<std::vector<Key>> FromProto(const v1::BatchGetBalancesRequest& request);
absl::StatusOr<std::string> FromProto(const v1::GetTrialBalanceRequest& request);

absl::StatusOr<ListAccountsQuery> FromProto(const v1::ListAccountsRequest& request,
                                            const rpc::Call& call);

struct VerifyJournalFields {
  int64_t from = 0;
  int64_t to = 0;
};
absl::StatusOr<VerifyJournalFields> FromProto(const v1::VerifyJournalRequest& request);

v1::Ledger ToProto(const Ledger& ledger);
v1::Account ToProto(const Account& account);
v1::ListAccountsResponse ToProto(const AccountPage& page, const v1::ListAccountsRequest& request);
v1::BatchGetBalancesResponse ToProto(const ReadBalances& balances);
v1::GetTrialBalanceResponse ToProto(const TrialBalance& balance);
v1::Checkpoint ToProto(const Head& head);
v1::VerifyJournalResponse ToProto(const JournalCheck& check);

}  // namespace cobuild::finance
