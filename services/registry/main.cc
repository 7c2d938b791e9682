// The registry service: README.md says what it keeps and how it is run.
#include <chrono>
#include <string_view>

#include "common/base/status_macros.h"
#include "common/feed/forget_requests.h"
#include "common/feed/mysql_trail.h"
#include "common/service/program.h"
#include "common/service/recurring.h"
#include "services/registry/app/live_registry.h"
#include "services/registry/rpc/campaign_service.h"
#include "services/registry/rpc/committee_service.h"
#include "services/registry/rpc/demonstration_service.h"
#include "services/registry/rpc/division_service.h"
#include "services/registry/rpc/feed_source.h"
#include "services/registry/rpc/leading_group_service.h"
#include "services/registry/rpc/organization_service.h"
#include "services/registry/rpc/own_directory.h"
#include "services/registry/rpc/pairing_service.h"
#include "services/registry/rpc/perimeter_service.h"
#include "services/registry/rpc/person_service.h"
#include "services/registry/rpc/posting_service.h"
#include "services/registry/rpc/principal_service.h"
#include "services/registry/rpc/service_centre_service.h"
#include "services/registry/rpc/village_service.h"
#include "services/registry/store/mysql/mysql_store.h"

namespace cobuild::registry {
namespace {

constexpr std::chrono::seconds kRefreshInterval(1);
constexpr std::chrono::hours kForgetInterval(1);
constexpr char kPersonalDataKeyFile[] = "personal-data-key-file";

absl::Status Serve(service::Host& host) {
  COBUILD_ASSIGN_OR_RETURN(const PersonalDataSealer sealer,
                           PersonalDataSealer::FromFile(host.extra(kPersonalDataKeyFile)));
  MysqlStore store(host.database());
  LiveRegistry live(store);
  COBUILD_RETURN_IF_ERROR(live.CatchUp());
  const service::Recurring refresh("refresh", kRefreshInterval, [&live] { return live.CatchUp(); });
  const service::Recurring forget("forget old requests", kForgetInterval, [&host] {
    return feed::ForgetOldRequests(host.database(), host.clock().Now());
  });
  FeedSource feed_source(store, live);
  People people{live, store, sealer};
  Principals principals{live, [&host](std::string_view name) { return host.grants().Holds(name); }};
  const OwnDirectory directory(live);

  RegisterDivisionService(host.router(), live);
  RegisterVillageService(host.router(), live);
  RegisterPerimeterService(host.router(), live);
  RegisterOrganizationService(host.router(), live);
  RegisterPairingService(host.router(), live);
  RegisterCommitteeService(host.router(), live);
  RegisterServiceCentreService(host.router(), live);
  RegisterDemonstrationService(host.router(), live);
  RegisterCampaignService(host.router(), live);
  RegisterPersonService(host.router(), people);
  RegisterPostingService(host.router(), live);
  RegisterLeadingGroupService(host.router(), live);
  RegisterPrincipalService(host.router(), principals);
  feed::MysqlTrail trail(host.database());
  return host.Serve(feed_source, trail, directory);
}

}  // namespace
}  // namespace cobuild::registry

int main(int argc, char** argv) {
  return cobuild::service::Run(
      {.name = "registry",
       .extra_flags = {{cobuild::registry::kPersonalDataKeyFile,
                        "secrets of personal data, one a line of 64 hexadecimal "
                        "digits; the first seals, all open",
                        ""}},
       .migrations = cobuild::registry::SchemaMigrations(),
       .serve = cobuild::registry::Serve},
      argc, argv);
}
