// The finance service: the ledger and the income of villages. README.md says how it is run.
#include "common/feed/commit_signal.h"
#include "common/feed/service.h"
#include "common/service/program.h"
#include "finance_migrations.h"
#include "services/finance/engine/poster.h"
#include "services/finance/rpc/feed_source.h"
#include "services/finance/rpc/income_service.h"
#include "services/finance/rpc/ledger_service.h"
#include "services/finance/store/mysql/mysql_store.h"

namespace cobuild::finance {
namespace {

absl::Status Serve(service::Host& host) {
  MysqlStore store(host.database());
  feed::CommitSignal commits;
  PosterMetrics poster_metrics(host.metrics());
  Poster poster(store.MakeWriter(), host.clock(), poster_metrics,
                [&commits](int64_t head) { commits.Advance(head); });
  FeedSource feed_source(store.reader(), commits);

  RegisterLedgerService(host.router(), poster, store.reader());
  RegisterIncomeService(host.router(), poster, store.reader());
  feed::RegisterFeedService(host.router(), feed_source);
  return host.Serve();
}

}  // namespace
}  // namespace cobuild::finance

int main(int argc, char** argv) {
  using namespace cobuild;
  return service::Run({.name = "finance",
                       .extra_flags = {},
                       .migrations = finance::migrations::Files(),
                       .serve = finance::Serve},
                      argc, argv);
}
