#include "services/finance/engine/testing/commands.h"

#include "common/records/fields.h"

namespace cobuild::finance {

Command Free(const std::string& ledger) {
  return CreateLedger{{.id = ledger, .display_name = "Books of " + ledger, .village = ""}};
}

Command VillageLedger(const std::string& village) {
  return CreateLedger{{village, "村账", village, Chart::kCk2004}};
}

Command Open(const std::string& ledger, const std::string& account, BalanceLimit limit) {
  return OpenAccount{{.ledger = ledger,
                      .id = account,
                      .display_name = "名 " + account,
                      .code = "",
                      .limit = limit}};
}

Command Move(const std::string& ledger, const std::string& id, const std::string& debit,
             const std::string& credit, int64_t amount_fen, base::Date day) {
  return PostTransfer{{.ledger = ledger,
                       .id = id,
                       .debit_account = debit,
                       .credit_account = credit,
                       .amount = {amount_fen},
                       .effective_date = day,
                       .description = "付款 'x' \\ 100%",
                       .reverses = ""}};
}

Command Reverse(const std::string& ledger, const std::string& id, const std::string& original) {
  return ReverseTransfer{ledger, id, original, {2011, 7, 1}, "错"};
}

Command Record(const std::string& village, int year, IncomeCategory category, int64_t amount_fen,
               const std::string& request_id, DataOrigin origin) {
  RecordIncome record{{village, year, category}, {amount_fen}, "年报", origin, {}};
  record.request = ClaimOf("machine/test", "Record", request_id, ContentDigestOf(record));
  return record;
}

Command Correct(const std::string& village, int year, IncomeCategory category, int64_t amount_fen,
                const std::string& request_id, const std::string& etag) {
  CorrectIncome correct{{village, year, category}, {amount_fen}, "审计", etag, {}};
  correct.request = ClaimOf("machine/test", "Correct", request_id, ContentDigestOf(correct));
  return correct;
}

Command StateFund(const std::string& id, const Fund& fund, const std::string& request_id) {
  const base::Digest content = records::DigestOf("test.state_fund", id, fund);
  return ChangeRecords{ClaimOf("machine/test", "StateFund", request_id, content),
                       [id, fund](Standing&) -> absl::StatusOr<Unit> {
                         return Unit{.records = {records::Widen<AnyFacts>(
                                         records::Record<Fund>{.id = id, .facts = fund})}};
                       }};
}

}  // namespace cobuild::finance
