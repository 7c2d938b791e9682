// The assessment service: metrics, figures and reports. README.md says how it is run.
#include <grpcpp/channel.h>

#include <chrono>
#include <vector>

#include "assessment_programme.h"
#include "common/base/status_macros.h"
#include "common/feed/forget_requests.h"
#include "common/feed/mysql_trail.h"
#include "common/service/program.h"
#include "common/service/recurring.h"
#include "services/assessment/rpc/feed_source.h"
#include "services/assessment/rpc/metric_service.h"
#include "services/assessment/rpc/report_service.h"
#include "services/assessment/sources/remote_sources.h"
#include "services/assessment/store/mysql/mysql_store.h"
#include "services/registry/client/remote_directory.h"

namespace cobuild::assessment {
namespace {

constexpr std::chrono::seconds kRefreshInterval(1);
constexpr std::chrono::hours kForgetInterval(1);

absl::Status Serve(service::Host& host) {
  const auto programme = programme::Files();
  COBUILD_ASSIGN_OR_RETURN(const std::vector<Claim> claims,
                           ParseClaims(programme[0].content, programme[1].content));
  COBUILD_ASSIGN_OR_RETURN(const auto registry, host.ChannelTo("registry-address"));
  const registry::client::RemoteDirectory directory(registry, host.clock(), host.metrics());
  COBUILD_ASSIGN_OR_RETURN(const auto finance, host.ChannelTo("finance-address"));
  COBUILD_ASSIGN_OR_RETURN(const auto projects, host.ChannelTo("projects-address"));
  RemoteServices services(registry, finance, projects);
  MysqlStore store(host.database());
  LiveAssessment live(store);
  COBUILD_RETURN_IF_ERROR(live.CatchUp());
  FeedSource feed_source(store, live);
  const service::Recurring refresh("refresh", kRefreshInterval, [&live] { return live.CatchUp(); });
  const service::Recurring forget("forget old requests", kForgetInterval, [&host] {
    return feed::ForgetOldRequests(host.database(), host.clock().Now());
  });

  const auto sources_for = [&services](const rpc::Call& call) { return services.For(call); };
  RegisterMetricService(host.router(), live, sources_for, claims);
  RegisterReportService(host.router(), live, sources_for, claims);
  feed::MysqlTrail trail(host.database());
  return host.Serve(feed_source, trail, directory);
}

}  // namespace
}  // namespace cobuild::assessment

int main(int argc, char** argv) {
  return cobuild::service::Run(
      {.name = "assessment",
       .extra_flags = {{"registry-address", "where the registry serves, as 127.0.0.1:28701", ""},
                       {"finance-address", "where finance serves, as 127.0.0.1:28702", ""},
                       {"projects-address", "where projects serves, as 127.0.0.1:28704", ""}},
       .migrations = cobuild::assessment::SchemaMigrations(),
       .serve = cobuild::assessment::Serve},
      argc, argv);
}
