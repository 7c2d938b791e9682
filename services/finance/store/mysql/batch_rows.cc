#include "services/finance/store/mysql/batch_rows.h"

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "common/base/status_macros.h"
#include "services/finance/store/mysql/record_rows.h"
#include "services/finance/store/mysql/rows.h"

namespace cobuild::finance {
namespace {

using mysql::Params;

constexpr char kInsertJournal[] =
    "INSERT INTO journal (position, journal_time, kind, ledger_number, transfer_id, "
    "debit_account, credit_account, amount_fen, effective_date, description, reverses_position, "
    "actor, request_id, content_digest, chain_digest, peer) VALUES";

constexpr char kInsertLedgers[] =
    "INSERT INTO ledgers (number, id, display_name, village, chart, create_time, actor) VALUES";

constexpr char kInsertAccounts[] =
    "INSERT INTO accounts (number, ledger_number, id, display_name, code, normal_side, "
    "balance_limit) VALUES";

constexpr char kInsertClosings[] = "INSERT INTO account_closings (account_number, position) VALUES";

constexpr char kInsertReversals[] =
    "INSERT INTO reversals (original_position, reversal_position) VALUES";

constexpr char kInsertIncomes[] =
    "INSERT INTO incomes (position, village, income_year, category, amount_fen, source, "
    "data_origin, transfer_id, correction_reason, request_key, request_digest) VALUES";

constexpr char kUpsertBalances[] =
    "INSERT INTO balances (account_number, debits_fen, credits_fen, position) VALUES";
constexpr char kUpsertBalancesSuffix[] =
    "ON DUPLICATE KEY UPDATE debits_fen = VALUES(debits_fen), credits_fen = VALUES(credits_fen), "
    "position = VALUES(position)";

std::optional<int64_t> NumberOrNull(int64_t number) {
  return number == 0 ? std::nullopt : std::optional(number);
}

// The rows of one batch by table.
class BatchRows {
 public:
  explicit BatchRows(const Batch& batch) {
    journal_.reserve(batch.entries.size());
    for (const Entry& entry : batch.entries) {
      std::visit([&](const auto& content) { Add(entry, content); }, entry.content);
    }
    const int64_t last = batch.entries.back().stamp.position;
    for (const Balance& balance : batch.balances) {
      balances_.push_back({balance.account, balance.debits.value, balance.credits.value, last});
    }
  }

  absl::Status InsertInto(mysql::Session& session) const {
    COBUILD_RETURN_IF_ERROR(Insert(session, kInsertJournal, journal_));
    COBUILD_RETURN_IF_ERROR(Insert(session, kInsertLedgers, ledgers_));
    COBUILD_RETURN_IF_ERROR(Insert(session, kInsertAccounts, accounts_));
    COBUILD_RETURN_IF_ERROR(Insert(session, kInsertClosings, closings_));
    COBUILD_RETURN_IF_ERROR(Insert(session, kInsertReversals, reversals_));
    COBUILD_RETURN_IF_ERROR(Insert(session, kInsertIncomes, incomes_));
    COBUILD_RETURN_IF_ERROR(InsertRecords(session, records_));
    return Insert(session, kUpsertBalances, balances_, kUpsertBalancesSuffix);
  }

 private:
  static absl::Status Insert(mysql::Session& session, std::string_view insert,
                             const std::vector<Params>& rows, std::string_view suffix = "") {
    if (rows.empty()) return absl::OkStatus();
    return session.InsertRows(insert, rows, suffix).status();
  }

  void Add(const Entry& entry, const LedgerCreated& created) {
    AddJournal(entry, EntryKind::kLedgerCreated, Transfer());
    const LedgerFacts& facts = created.facts;
    ledgers_.push_back({entry.stamp.position, facts.id, facts.display_name, facts.village,
                        IdOf(facts.chart), entry.stamp.time, entry.stamp.actor});
  }

  void Add(const Entry& entry, const AccountOpened& opened) {
    AddJournal(entry, EntryKind::kAccountOpened, Transfer());
    const AccountFacts& facts = opened.facts;
    accounts_.push_back({entry.stamp.position, entry.references.ledger, facts.id,
                         facts.display_name, facts.code, static_cast<int>(facts.normal_side),
                         static_cast<int>(facts.limit)});
  }

  void Add(const Entry& entry, const AccountClosed& closed) {
    Transfer turnover;
    turnover.amount = closed.turnover;
    AddJournal(entry, EntryKind::kAccountClosed, turnover);
    closings_.push_back({entry.references.debit_account, entry.stamp.position});
  }

  void Add(const Entry& entry, const Transfer& transfer) {
    AddJournal(entry, EntryKind::kTransfer, transfer);
    if (entry.references.reverses != 0) {
      reversals_.push_back({entry.references.reverses, entry.stamp.position});
    }
  }

  void Add(const Entry& entry, const IncomeRecorded& recorded) {
    AddJournal(entry, EntryKind::kIncomeRecorded, Transfer());
    const IncomeFacts& facts = recorded.facts;
    incomes_.push_back({entry.stamp.position, facts.key.village, facts.key.year,
                        static_cast<int>(facts.key.category), facts.amount.value, facts.source,
                        static_cast<int>(facts.origin), facts.transfer, facts.correction_reason,
                        base::ToBytes(facts.request.key), base::ToBytes(facts.request.content)});
  }

  void Add(const Entry& entry, const RecordStated& stated) {
    AddJournal(entry, EntryKind::kRecordStated, Transfer());
    records_.push_back(stated);
    records_.back().record.position = entry.stamp.position;
  }

  // `transfer` is empty but for its amount in an entry of another kind.
  void AddJournal(const Entry& entry, EntryKind kind, const Transfer& transfer) {
    const References& references = entry.references;
    const bool moves = kind == EntryKind::kTransfer;
    journal_.push_back(
        {entry.stamp.position, entry.stamp.time, static_cast<int>(kind), references.ledger,
         moves ? std::optional(transfer.id) : std::nullopt, NumberOrNull(references.debit_account),
         NumberOrNull(references.credit_account), transfer.amount.value,
         moves ? std::optional(transfer.effective_date) : std::nullopt, transfer.description,
         NumberOrNull(references.reverses), entry.stamp.actor, entry.request_id,
         base::ToBytes(entry.content_digest), base::ToBytes(entry.chain_digest), entry.peer});
  }

  std::vector<Params> journal_;
  std::vector<Params> ledgers_;
  std::vector<Params> accounts_;
  std::vector<Params> closings_;
  std::vector<Params> reversals_;
  std::vector<Params> incomes_;
  std::vector<RecordStated> records_;
  std::vector<Params> balances_;
};

}  // namespace

absl::Status InsertBatch(mysql::Session& session, const Batch& batch) {
  return BatchRows(batch).InsertInto(session);
}

}  // namespace cobuild::finance
