#include "services/finance/rpc/convert_ledger.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/fields.h"
#include "common/rpc/page.h"
#include "services/finance/domain/names.h"
#include "services/finance/rpc/convert_money.h"
#include "services/finance/rpc/enums.h"
#include "services/finance/rpc/names.h"
#include "services/finance/rpc/submit.h"

namespace cobuild::finance {
namespace {

constexpr size_t kMostCodeCharacters = 16;
constexpr int kMostBalances = 1'000;

Chart OptionalChart(error::Violations& violations, std::string_view field,
                    const std::string& value) {
  const std::optional<Chart> chart = FindChart(value);
  if (!chart) {
    violations.Add(std::string(field), "MALFORMED", "must be CK2004-12, CK2023-14 or empty");
  }
  return chart.value_or(Chart::kNone);
}

void CheckRange(error::Violations& violations, int64_t from, int64_t to) {
  if (from < 1) violations.Add("from_position", "OUT_OF_RANGE", "must be at least 1");
  if (to < 0 || (to > 0 && to < from)) {
    violations.Add("to_position", "OUT_OF_RANGE", "must be 0 or at least from_position");
  } else if (to > 0 && to - from >= kMostEntriesVerified) {
    violations.Add("to_position", "OUT_OF_RANGE",
                   fmt::format("must leave at most {} entries", kMostEntriesVerified));
  }
}

}  // namespace

absl::StatusOr<Submission> FromProto(const v1::CreateLedgerRequest& request) {
  error::Violations violations;
  const v1::Ledger& ledger = request.ledger();
  LedgerFacts facts{
      .id = rpc::RequiredId(violations, "ledger_id", request.ledger_id()),
      .display_name = rpc::RequiredText(violations, "ledger.display_name", ledger.display_name(),
                                        rpc::kMaxNameCharacters),
      .village = rpc::OptionalCodeName(violations, "ledger.owner", ledger.owner(), "villages"),
      .chart = OptionalChart(violations, "ledger.chart", ledger.chart())};
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return SubmissionOf(CreateLedger{std::move(facts)}, request.validate_only());
}

absl::StatusOr<Submission> FromProto(const v1::CreateAccountRequest& request) {
  error::Violations violations;
  const v1::Account& account = request.account();
  AccountFacts facts{
      .ledger = RequiredLedgerName(violations, "parent", request.parent()),
      .id = rpc::RequiredId(violations, "account_id", request.account_id()),
      .display_name = rpc::RequiredText(violations, "account.display_name", account.display_name(),
                                        rpc::kMaxNameCharacters),
      .code = rpc::OptionalText(violations, "account.code", account.code(), kMostCodeCharacters),
      .normal_side = static_cast<Side>(
          rpc::RequiredEnum(violations, "account.normal_side", account.normal_side())),
      .limit = static_cast<BalanceLimit>(
          rpc::OptionalEnum(violations, "account.limit", account.limit()))};
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return SubmissionOf(OpenAccount{std::move(facts)}, request.validate_only());
}

absl::StatusOr<Submission> FromProto(const v1::CloseAccountRequest& request) {
  error::Violations violations;
  Key key = RequiredAccountName(violations, "name", request.name());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return SubmissionOf(CloseAccount{std::move(key.ledger), std::move(key.id)},
                      request.validate_only());
}

absl::StatusOr<std::string> FromProto(const v1::GetLedgerRequest& request) {
  error::Violations violations;
  std::string id = RequiredLedgerName(violations, "name", request.name());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return id;
}

absl::StatusOr<Key> FromProto(const v1::GetAccountRequest& request) {
  error::Violations violations;
  Key key = RequiredAccountName(violations, "name", request.name());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return key;
}

absl::StatusOr<std::vector<Key>> FromProto(const v1::BatchGetBalancesRequest& request) {
  error::Violations violations;
  rpc::RequireSome(violations, "names", request.names_size(), kMostBalances);
  std::vector<Key> keys;
  for (int i = 0; i < request.names_size(); ++i) {
    keys.push_back(RequiredAccountName(violations, rpc::ElementOf("names", i), request.names(i)));
  }
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return keys;
}

absl::StatusOr<std::string> FromProto(const v1::GetTrialBalanceRequest& request) {
  error::Violations violations;
  std::string id = rpc::OptionalIdName(violations, "ledger", request.ledger(), "ledgers");
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return id;
}

absl::StatusOr<ListAccountsQuery> FromProto(const v1::ListAccountsRequest& request,
                                            const rpc::Call& call) {
  error::Violations violations;
  ListAccountsQuery query;
  query.reach = call.reach();
  query.ledger = RequiredLedgerName(violations, "parent", request.parent());
  rpc::Page page = rpc::PageOf(violations, request);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  query.after_id = std::move(page.after);
  query.size = page.size;
  return query;
}

absl::StatusOr<VerifyJournalFields> FromProto(const v1::VerifyJournalRequest& request) {
  error::Violations violations;
  CheckRange(violations, request.from_position(), request.to_position());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return VerifyJournalFields{request.from_position(), request.to_position()};
}

v1::Ledger ToProto(const Ledger& ledger) {
  v1::Ledger proto;
  proto.set_name(LedgerName(ledger.facts.id));
  proto.set_display_name(ledger.facts.display_name);
  if (!ledger.facts.village.empty()) proto.set_owner(VillageName(ledger.facts.village));
  proto.set_chart(std::string(IdOf(ledger.facts.chart)));
  if (ledger.created.position > 0) {
    proto.set_position(ledger.created.position);
    *proto.mutable_create_time() = rpc::ToProto(ledger.created.time);
  }
  return proto;
}

v1::Account ToProto(const Account& account) {
  v1::Account proto;
  proto.set_name(AccountName(account.facts.ledger, account.facts.id));
  proto.set_display_name(account.facts.display_name);
  proto.set_code(account.facts.code);
  proto.set_normal_side(ToProto(account.facts.normal_side));
  proto.set_limit(ToProto(account.facts.limit));
  proto.set_closed(account.is_closed);
  *proto.mutable_debits() = rpc::ToProto(account.debits);
  *proto.mutable_credits() = rpc::ToProto(account.credits);
  proto.set_position(account.position());
  return proto;
}

v1::ListAccountsResponse ToProto(const AccountPage& page, const v1::ListAccountsRequest& request) {
  v1::ListAccountsResponse response;
  for (const Account& account : page.accounts) *response.add_accounts() = ToProto(account);
  if (page.more) {
    response.set_next_page_token(rpc::NextPageToken(request, page.accounts.back().facts.id));
  }
  return response;
}

v1::BatchGetBalancesResponse ToProto(const ReadBalances& balances) {
  v1::BatchGetBalancesResponse response;
  for (const Account& account : balances.accounts) {
    v1::Balance& balance = *response.add_balances();
    balance.set_account(AccountName(account.facts.ledger, account.facts.id));
    *balance.mutable_debits() = rpc::ToProto(account.debits);
    *balance.mutable_credits() = rpc::ToProto(account.credits);
  }
  response.set_position(balances.position);
  return response;
}

v1::GetTrialBalanceResponse ToProto(const TrialBalance& balance) {
  v1::GetTrialBalanceResponse response;
  for (const TrialBalanceRow& row : balance.rows) {
    v1::TrialBalanceRow& proto = *response.add_rows();
    proto.set_account(row.account);
    proto.set_display_name(row.display_name);
    *proto.mutable_debits() = ToProto(row.debits_fen);
    *proto.mutable_credits() = ToProto(row.credits_fen);
  }
  *response.mutable_total_debits() = ToProto(balance.debits_fen);
  *response.mutable_total_credits() = ToProto(balance.credits_fen);
  *response.mutable_difference() = ToProto(balance.debits_fen - balance.credits_fen);
  response.set_position(balance.position);
  return response;
}

v1::Checkpoint ToProto(const Head& head) {
  v1::Checkpoint checkpoint;
  checkpoint.set_position(head.position);
  checkpoint.set_digest(base::ToHex(head.digest));
  checkpoint.set_algorithm(std::string(kChainAlgorithm));
  *checkpoint.mutable_record_time() = rpc::ToProto(head.time);
  return checkpoint;
}

v1::VerifyJournalResponse ToProto(const JournalCheck& check) {
  v1::VerifyJournalResponse response;
  response.set_entries_checked(check.entries_checked);
  response.set_last_position(check.last_position);
  response.set_digest(base::ToHex(check.digest));
  response.set_first_broken_position(check.first_broken_position);
  response.set_problem(check.problem);
  return response;
}

}  // namespace cobuild::finance
