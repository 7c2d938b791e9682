// The finance service: the ledger, the income of villages, funds and claims. README.md says how it
// is run.
#include <chrono>

#include "common/base/status_macros.h"
#include "common/feed/commit_signal.h"
#include "common/service/program.h"
#include "common/service/recurring.h"
#include "finance_migrations.h"
#include "services/finance/app/read_ledgers.h"
#include "services/finance/engine/intake.h"
#include "services/finance/engine/ledger_places.h"
#include "services/finance/engine/poster.h"
#include "services/finance/rpc/claim_service.h"
#include "services/finance/rpc/feed_source.h"
#include "services/finance/rpc/fund_service.h"
#include "services/finance/rpc/income_service.h"
#include "services/finance/rpc/investment_service.h"
#include "services/finance/rpc/journal_trail.h"
#include "services/finance/rpc/ledger_service.h"
#include "services/finance/rpc/policy_service.h"
#include "services/finance/rpc/verification_service.h"
#include "services/finance/store/mysql/mysql_store.h"
#include "services/registry/client/remote_directory.h"

namespace cobuild::finance {
namespace {

// What another process states is read here after so long at the latest.
constexpr std::chrono::milliseconds kRefreshInterval(200);

absl::Status Serve(service::Host& host) {
  COBUILD_ASSIGN_OR_RETURN(const auto registry, host.ChannelTo("registry-address"));
  const registry::client::RemoteDirectory directory(registry, host.clock(), host.metrics());
  MysqlStore store(host.database());
  feed::CommitSignal commits;
  PosterMetrics poster_metrics(host.metrics());
  LiveRecords records;
  COBUILD_RETURN_IF_ERROR(records.CatchUp(store.reader()));
  Poster poster(store.MakeWriter(), records, host.clock(), poster_metrics,
                [&commits](int64_t head) { commits.Advance(head); });
  const service::Recurring refresh("refresh", kRefreshInterval,
                                   [&] { return records.CatchUp(store.reader()); });
  LedgerPlaces places(store.reader(), records);
  FeedSource feed_source(store.reader(), commits, places, records);
  const Books books{store.reader(), places};
  Intake intake(poster, places, records);

  RegisterLedgerService(host.router(), intake, books);
  RegisterIncomeService(host.router(), intake, books, records);
  RegisterFundService(host.router(), intake, records);
  RegisterReleaseService(host.router(), intake, records);
  RegisterClaimService(host.router(), intake, records);
  RegisterInvestmentService(host.router(), intake, records, store.reader());
  RegisterPolicyService(host.router(), intake, records);
  RegisterVerificationService(host.router(), intake, records);
  JournalTrail trail(store.reader());
  return host.Serve(feed_source, trail, directory);
}

}  // namespace
}  // namespace cobuild::finance

int main(int argc, char** argv) {
  return cobuild::service::Run(
      {.name = "finance",
       .extra_flags = {{"registry-address", "where the registry serves, as 127.0.0.1:28701", ""}},
       .migrations = cobuild::finance::migrations::Files(),
       .serve = cobuild::finance::Serve},
      argc, argv);
}
