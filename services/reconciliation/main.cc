// The reconciliation service: checks, runs, breaks and certificates. README.md says how it is run.
#include <chrono>
#include <optional>
#include <string>

#include "common/base/signature.h"
#include "common/base/status_macros.h"
#include "common/feed/forget_requests.h"
#include "common/feed/mysql_trail.h"
#include "common/service/program.h"
#include "common/service/recurring.h"
#include "services/reconciliation/app/run_metrics.h"
#include "services/reconciliation/app/scheduled_runs.h"
#include "services/reconciliation/rpc/feed_source.h"
#include "services/reconciliation/rpc/reconciliation_service.h"
#include "services/reconciliation/sources/remote_sources.h"
#include "services/reconciliation/store/mysql/mysql_store.h"
#include "services/registry/client/remote_directory.h"

namespace cobuild::reconciliation {
namespace {

constexpr std::chrono::seconds kRefreshInterval(1);
constexpr std::chrono::hours kForgetInterval(1);
constexpr char kNever[] = "never";

absl::StatusOr<std::optional<ScheduledRuns>> ScheduleOf(const std::string& expression, RunMode mode,
                                                        Reconciler& reconciler,
                                                        base::Timestamp now) {
  if (expression == kNever) return std::nullopt;
  COBUILD_ASSIGN_OR_RETURN(const Schedule schedule, Schedule::Parse(expression));
  return ScheduledRuns(reconciler, schedule, mode, now);
}

absl::Status Serve(service::Host& host) {
  COBUILD_ASSIGN_OR_RETURN(const auto key,
                           base::SigningKey::FromFile(host.extra("certificate-key-file")));
  COBUILD_ASSIGN_OR_RETURN(const auto registry, host.ChannelTo("registry-address"));
  const registry::client::RemoteDirectory directory(registry, host.clock(), host.metrics());
  COBUILD_ASSIGN_OR_RETURN(const auto finance, host.ChannelTo("finance-address"));
  COBUILD_ASSIGN_OR_RETURN(const auto projects, host.ChannelTo("projects-address"));
  COBUILD_ASSIGN_OR_RETURN(const auto assessment, host.ChannelTo("assessment-address"));
  RemoteSources sources({registry, finance, projects, assessment});
  MysqlStore store(host.database());
  LiveReconciliation live(store);
  COBUILD_RETURN_IF_ERROR(live.CatchUp());
  Reconciler reconciler({.live = live, .sources = sources, .key = key, .clock = host.clock()});
  const base::Timestamp now = host.clock().Now();
  COBUILD_ASSIGN_OR_RETURN(
      auto often, ScheduleOf(host.extra("schedule"), RunMode::kIncremental, reconciler, now));
  COBUILD_ASSIGN_OR_RETURN(
      auto whole, ScheduleOf(host.extra("full-schedule"), RunMode::kFull, reconciler, now));
  FeedSource feed_source(store, live);
  RunMetrics metrics(host.metrics());
  const service::Recurring refresh("refresh", kRefreshInterval, [&] {
    COBUILD_RETURN_IF_ERROR(live.CatchUp());
    metrics.Update(live, host.clock().Now());
    return absl::OkStatus();
  });
  const service::Recurring runs("scheduled runs", kRefreshInterval, [&] {
    if (whole) COBUILD_RETURN_IF_ERROR(whole->Round(host.clock().Now()));
    return often ? often->Round(host.clock().Now()) : absl::OkStatus();
  });
  const service::Recurring forget("forget old requests", kForgetInterval, [&host] {
    return feed::ForgetOldRequests(host.database(), host.clock().Now());
  });

  const base::VerifyingKey public_key = key.Public();
  const ServiceParts parts{
      .live = live, .store = store, .reconciler = reconciler, .key = public_key};
  RegisterReconciliationService(host.router(), parts);
  feed::MysqlTrail trail(host.database());
  return host.Serve(feed_source, trail, directory);
}

}  // namespace
}  // namespace cobuild::reconciliation

int main(int argc, char** argv) {
  return cobuild::service::Run(
      {.name = "reconciliation",
       .extra_flags = {{"registry-address", "where the registry serves, as 127.0.0.1:28701", ""},
                       {"finance-address", "where finance serves, as 127.0.0.1:28702", ""},
                       {"projects-address", "where projects serves, as 127.0.0.1:28704", ""},
                       {"assessment-address", "where assessment serves, as 127.0.0.1:28703", ""},
                       {"certificate-key-file",
                        "private Ed25519 key in PEM, by which certificates are signed", ""},
                       {"schedule",
                        "when to run: five fields as of cron, in China's time, or never", "never"},
                       {"full-schedule", "when to run over everything, likewise", "never"}},
       .migrations = cobuild::reconciliation::SchemaMigrations(),
       .serve = cobuild::reconciliation::Serve},
      argc, argv);
}
