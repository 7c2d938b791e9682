#include "services/finance/domain/command.h"

#include <fmt/format.h>

#include <utility>

namespace cobuild::finance {
namespace {

base::DigestBuilder& Add(base::DigestBuilder& digest, const IncomeKey& key) {
  return digest.Add(key.village).Add(int64_t{key.year}).Add(static_cast<int64_t>(key.category));
}

}  // namespace

int MostEntriesOf(const Command& command) {
  if (const auto* create = std::get_if<CreateLedger>(&command)) {
    return 1 + static_cast<int>(AccountsOf(create->facts.chart).size());
  }
  if (std::holds_alternative<RecordIncome>(command)) return 2;  // transfer, record
  if (std::holds_alternative<ChangeRecords>(command)) return kMostUnitEntries;
  if (std::holds_alternative<CorrectIncome>(command)) return 3;  // reversal, transfer, record
  return 1;
}

RequestClaim ClaimOf(std::string_view principal, std::string_view method, std::string request_id,
                     const base::Digest& content) {
  const base::Digest key = base::DigestBuilder("cobuild.finance.request")
                               .Add(principal)
                               .Add(method)
                               .Add(request_id)
                               .Finish();
  return {std::move(request_id), key, content};
}

// Sixteen bytes of the request's key are plenty.
std::string IdFrom(std::string_view prefix, const RequestClaim& request) {
  return fmt::format("{}-{}", prefix, base::ToHex(request.key).substr(0, 32));
}

base::Digest ContentDigestOf(const RecordIncome& command) {
  base::DigestBuilder digest("cobuild.finance.record_income");
  return Add(digest, command.key)
      .Add(command.amount.value)
      .Add(command.source)
      .Add(static_cast<int64_t>(command.origin))
      .Finish();
}

base::Digest ContentDigestOf(const CorrectIncome& command) {
  base::DigestBuilder digest("cobuild.finance.correct_income");
  return Add(digest, command.key)
      .Add(command.amount.value)
      .Add(command.reason)
      .Add(command.etag)
      .Finish();
}

}  // namespace cobuild::finance
