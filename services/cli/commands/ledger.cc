#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "cobuild/finance/v1/ledger.grpc.pb.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/failure.h"
#include "services/cli/pages.h"
#include "services/cli/session.h"

namespace cobuild::cli {
namespace {

constexpr int64_t kMaxPosition = INT64_MAX;

absl::Status CreateLedger(Arguments& arguments, Session& session) {
  finance::v1::CreateLedgerRequest request;
  request.set_ledger_id(arguments.Text("ID"));
  request.mutable_ledger()->set_display_name(arguments.Text("name"));
  request.mutable_ledger()->set_owner(arguments.Name("owner", "villages"));
  request.mutable_ledger()->set_chart(arguments.Text("chart"));
  request.set_validate_only(arguments.Has("dry-run"));
  return session.CallAndPrint(arguments, Service::kFinance,
                              &finance::v1::LedgerService::Stub::CreateLedger, request);
}

absl::Status GetLedger(Arguments& arguments, Session& session) {
  finance::v1::GetLedgerRequest request;
  request.set_name(arguments.Name("ID", "ledgers"));
  return session.CallAndPrint(arguments, Service::kFinance,
                              &finance::v1::LedgerService::Stub::GetLedger, request);
}

// The totals as the last row.
std::vector<Json> BalanceRows(const finance::v1::GetTrialBalanceResponse& balance) {
  std::vector<Json> rows;
  for (const finance::v1::TrialBalanceRow& row : balance.rows()) rows.push_back(ToJson(row));
  rows.push_back({{"account", "total"},
                  {"display_name", ""},
                  {"debits", ToJson(balance.total_debits())},
                  {"credits", ToJson(balance.total_credits())}});
  return rows;
}

absl::Status TrialBalance(Arguments& arguments, Session& session) {
  finance::v1::GetTrialBalanceRequest request;
  request.set_ledger(arguments.Name("ledger", "ledgers"));
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  COBUILD_ASSIGN_OR_RETURN(
      const finance::v1::GetTrialBalanceResponse balance,
      session.Call(Service::kFinance, &finance::v1::LedgerService::Stub::GetTrialBalance, request));
  if (session.format() == Format::kJson) {
    session.Print(balance);
    return absl::OkStatus();
  }
  session.Print(BalanceRows(balance));
  session.notes() << fmt::format("difference {}, at position {}\n",
                                 CellText(ToJson(balance.difference())), balance.position());
  return absl::OkStatus();
}

absl::Status Checkpoint(Arguments& arguments, Session& session) {
  return session.CallAndPrint(arguments, Service::kFinance,
                              &finance::v1::LedgerService::Stub::GetCheckpoint,
                              finance::v1::GetCheckpointRequest());
}

// One call checks 100,000 entries at most: asks again until `to`. The sum of what was checked.
absl::StatusOr<finance::v1::VerifyJournalResponse> VerifyAll(Session& session, int64_t from,
                                                             int64_t to) {
  finance::v1::VerifyJournalRequest request;
  finance::v1::VerifyJournalResponse all;
  all.set_last_position(from - 1);
  while (all.last_position() < to && all.first_broken_position() == 0) {
    request.set_from_position(all.last_position() + 1);
    request.set_to_position(std::min(to, all.last_position() + 100'000));
    COBUILD_ASSIGN_OR_RETURN(
        finance::v1::VerifyJournalResponse part,
        session.Call(Service::kFinance, &finance::v1::LedgerService::Stub::VerifyJournal, request));
    part.set_entries_checked(all.entries_checked() + part.entries_checked());
    session.ShowProgress("entries checked", static_cast<size_t>(part.entries_checked()), 0);
    const bool stuck = part.last_position() <= all.last_position();
    all = std::move(part);
    if (stuck) break;
  }
  return all;
}

absl::Status Judge(const finance::v1::VerifyJournalResponse& found,
                   const std::string& kept_digest) {
  if (found.first_broken_position() != 0) {
    return AnswerIsNo(fmt::format("the journal does not hold at position {}: {}",
                                  found.first_broken_position(), found.problem()));
  }
  if (!kept_digest.empty() && kept_digest != found.digest()) {
    return AnswerIsNo(
        fmt::format("the digest at position {} is not the one kept: the journal was "
                    "rewritten",
                    found.last_position()));
  }
  return absl::OkStatus();
}

absl::Status VerifyJournal(Arguments& arguments, Session& session) {
  const int64_t from = arguments.Integer("from", 1, kMaxPosition, 1);
  int64_t to = arguments.Integer("to", 1, kMaxPosition);
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  if (to == 0) {
    COBUILD_ASSIGN_OR_RETURN(
        const finance::v1::Checkpoint head,
        session.Call(Service::kFinance, &finance::v1::LedgerService::Stub::GetCheckpoint,
                     finance::v1::GetCheckpointRequest()));
    to = head.position();
  }
  COBUILD_ASSIGN_OR_RETURN(const finance::v1::VerifyJournalResponse found,
                           VerifyAll(session, from, to));
  session.Print(found);
  return Judge(found, arguments.Text("digest"));
}

}  // namespace

std::vector<Command> LedgerCommands() {
  return {
      {"ledger",
       "create",
       "a set of books; with a chart, all its accounts",
       With({Positional("ID", "as 420115010201"), Required("name", "name for people"),
             Optional("owner", "code of the village whose books they are"),
             Optional("chart", "CK2004-12 or CK2023-14; default: accounts free of a chart")},
            DryRun()),
       CreateLedger,
       {"cobuild.finance.v1.LedgerService/CreateLedger"},
       {},
       "ledger create 420115010201 --name 光明村 --owner 420115010201 --chart CK2004-12"},
      {"ledger",
       "get",
       "one ledger",
       {Positional("ID", "its id")},
       GetLedger,
       {"cobuild.finance.v1.LedgerService/GetLedger"},
       {},
       "ledger get 420115010201"},
      {"ledger",
       "trial-balance",
       "sums of every account; debits equal credits, always",
       {Optional("ledger", "only this ledger; default all, by account code")},
       TrialBalance,
       {"cobuild.finance.v1.LedgerService/GetTrialBalance"},
       {{"account", "ACCOUNT"},
        {"display_name", "NAME"},
        {"debits", "DEBITS", Column::Align::kRight},
        {"credits", "CREDITS", Column::Align::kRight}},
       "ledger trial-balance --ledger 420115010201"},
      {"ledger",
       "checkpoint",
       "head of the journal with its digest: keep it elsewhere",
       {},
       Checkpoint,
       {"cobuild.finance.v1.LedgerService/GetCheckpoint"},
       {},
       "ledger checkpoint"},
      {"ledger",
       "verify",
       "recomputes the digests of the journal",
       {Optional("from", "first position; default 1"),
        Optional("to", "last position; default the head"),
        Optional("digest", "of a checkpoint kept at --to: compared with what is found")},
       VerifyJournal,
       {"cobuild.finance.v1.LedgerService/VerifyJournal",
        "cobuild.finance.v1.LedgerService/GetCheckpoint"},
       {},
       "ledger verify --from 1 --to 100000"},
  };
}

}  // namespace cobuild::cli
