// The projects service: projects, their evidence, milestones and releases. README.md says
// how it is run.
#include <chrono>

#include "common/base/status_macros.h"
#include "common/feed/forget_requests.h"
#include "common/feed/mysql_trail.h"
#include "common/service/program.h"
#include "common/service/recurring.h"
#include "services/projects/app/deliver_releases.h"
#include "services/projects/app/live_projects.h"
#include "services/projects/peers/finance_client.h"
#include "services/projects/rpc/approval_service.h"
#include "services/projects/rpc/evidence_service.h"
#include "services/projects/rpc/feed_source.h"
#include "services/projects/rpc/milestone_service.h"
#include "services/projects/rpc/model_service.h"
#include "services/projects/rpc/procedure_service.h"
#include "services/projects/rpc/project_service.h"
#include "services/projects/store/mysql/mysql_evidence_store.h"
#include "services/projects/store/mysql/mysql_store.h"
#include "services/registry/client/remote_directory.h"

namespace cobuild::projects {
namespace {

constexpr std::chrono::seconds kRefreshInterval(1);
constexpr std::chrono::hours kForgetInterval(1);
// Whoever has just accepted a milestone claims its money next.
constexpr std::chrono::milliseconds kDeliveryInterval(100);

absl::Status Serve(service::Host& host) {
  COBUILD_ASSIGN_OR_RETURN(const auto registry, host.ChannelTo("registry-address"));
  const registry::client::RemoteDirectory directory(registry, host.clock(), host.metrics());
  MysqlStore store(host.database());
  MysqlEvidenceStore contents(host.database());
  LiveProjects live(store);
  COBUILD_RETURN_IF_ERROR(live.CatchUp());
  const service::Recurring refresh("refresh", kRefreshInterval, [&live] { return live.CatchUp(); });
  const service::Recurring forget("forget old requests", kForgetInterval, [&host] {
    return feed::ForgetOldRequests(host.database(), host.clock().Now());
  });
  FeedSource feed_source(store, live);
  COBUILD_ASSIGN_OR_RETURN(const auto finance, host.ChannelTo("finance-address"));
  FinanceClient finance_client(finance);
  ReleaseDelivery delivery(live, finance_client);
  const service::Recurring deliver("deliver releases", kDeliveryInterval, [&host, &delivery] {
    return delivery.Round(host.clock().Now());
  });

  RegisterProjectService(host.router(), live);
  RegisterModelService(host.router(), live);
  RegisterEvidenceService(host.router(), live, contents);
  RegisterMilestoneService(host.router(), live);
  RegisterProcedureService(host.router(), live);
  RegisterApprovalService(host.router(), live);
  feed::MysqlTrail trail(host.database());
  return host.Serve(feed_source, trail, directory);
}

}  // namespace
}  // namespace cobuild::projects

int main(int argc, char** argv) {
  return cobuild::service::Run(
      {.name = "projects",
       .extra_flags = {{"registry-address", "where the registry serves, as 127.0.0.1:28701", ""},
                       {"finance-address", "where finance serves, as 127.0.0.1:28702", ""}},
       .migrations = cobuild::projects::SchemaMigrations(),
       .serve = cobuild::projects::Serve},
      argc, argv);
}
