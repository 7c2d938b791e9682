#include "tests/loadgen/raw_limit.h"

#include <fmt/format.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "common/base/time.h"
#include "common/mysql/session.h"

namespace cobuild::load {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr char kReadHead[] = "SELECT position FROM journal_head WHERE id = 1";

// Makes the statements of one commit after another.
class CommitSource {
 public:
  CommitSource(const RawLimit& limit, int64_t after_position)
      : limit_(limit), position_(after_position) {}

  std::vector<std::string> Next() {
    std::string journal =
        "INSERT INTO journal (position, journal_time, kind, ledger_number, transfer_id, "
        "debit_account, credit_account, amount_fen, effective_date, description, "
        "reverses_position, actor, request_id, content_digest, chain_digest) VALUES ";
    std::map<int, int64_t> touched;
    for (int i = 0; i < limit_.transfers_per_commit; ++i) {
      const int debit = static_cast<int>(random_() % static_cast<uint64_t>(limit_.accounts));
      const int credit = (debit + 1) % limit_.accounts;
      ++position_;
      touched[debit] = touched[credit] = position_;
      digest_ = base::Sha256(base::ToBytes(digest_));
      const std::string hex = base::ToHex(digest_);
      journal += fmt::format(
          "{}({},'{}',4,1,'{:016x}-raw-{}',{},{},{},'2011-12-31','load',NULL,'machine/load','',"
          "x'{}',x'{}')",
          i == 0 ? "" : ",", position_, Time(), random_(), position_, debit, credit,
          random_() % 100'000, hex, hex);
    }
    std::string balances =
        "INSERT INTO balances (account_number, debits_fen, credits_fen, position) VALUES ";
    const char* separator = "";
    for (const auto& [account, position] : touched) {
      balances += fmt::format("{}({},{},{},{})", separator, account, position, position, position);
      separator = ",";
    }
    balances +=
        " ON DUPLICATE KEY UPDATE debits_fen = VALUES(debits_fen), "
        "credits_fen = VALUES(credits_fen), position = VALUES(position)";
    return {"BEGIN", journal, balances,
            fmt::format("UPDATE journal_head SET position = {}, digest = x'{}', "
                        "journal_time = '{}' WHERE id = 1",
                        position_, base::ToHex(digest_), Time()),
            "COMMIT"};
  }

 private:
  std::string Time() const {
    std::string text = base::FormatTimestamp({position_});  // "1970-01-01T00:00:00.000001Z"
    text[10] = ' ';
    text.pop_back();
    return text;
  }

  const RawLimit limit_;
  std::mt19937_64 random_{2};
  base::Digest digest_{};
  int64_t position_;
};

}  // namespace

absl::StatusOr<double> MeasureRawLimit(const mysql::Options& schema, const RawLimit& limit) {
  COBUILD_ASSIGN_OR_RETURN(const auto session, mysql::Session::Open(schema));
  COBUILD_ASSIGN_OR_RETURN(const mysql::Rows head, session->Query(kReadHead));
  CommitSource source(limit, head.at(0).Int64(0));
  int64_t transfers = 0;
  SteadyClock::duration spent{};
  while (spent < limit.duration) {
    const std::vector<std::string> statements = source.Next();  // not counted
    const auto start = SteadyClock::now();
    for (const std::string& statement : statements) {
      COBUILD_RETURN_IF_ERROR(session->ExecuteText(statement));
    }
    spent += SteadyClock::now() - start;
    transfers += limit.transfers_per_commit;
  }
  return static_cast<double>(transfers) / std::chrono::duration<double>(spent).count();
}

}  // namespace cobuild::load
