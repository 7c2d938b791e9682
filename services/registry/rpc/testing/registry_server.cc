#include "services/registry/rpc/testing/registry_server.h"

#include "services/registry/rpc/campaign_service.h"
#include "services/registry/rpc/committee_service.h"
#include "services/registry/rpc/demonstration_service.h"
#include "services/registry/rpc/division_service.h"
#include "services/registry/rpc/leading_group_service.h"
#include "services/registry/rpc/organization_service.h"
#include "services/registry/rpc/pairing_service.h"
#include "services/registry/rpc/perimeter_service.h"
#include "services/registry/rpc/person_service.h"
#include "services/registry/rpc/posting_service.h"
#include "services/registry/rpc/principal_service.h"
#include "services/registry/rpc/service_centre_service.h"
#include "services/registry/rpc/village_service.h"
#include "services/registry/testing/sealer.h"

namespace cobuild::registry {
namespace {

constexpr char kGrants[] = R"({"principals": [
  {"name": "machine/admin", "roles": ["DISTRICT_ADMIN"]},
  {"name": "machine/viewer", "roles": ["MUNICIPAL_VIEWER"]},
  {"name": "machine/security", "roles": ["SECURITY_ADMIN"]}
]})";

}  // namespace

RegistryServerTest::RegistryServerTest(const rpc::Directory* directory)
    : live_(store_),
      sealer_(TestSealer()),
      grants_(*rpc::Grants::FromJson(kGrants)),
      feed_source_(store_, live_) {
  const auto add_routes = [this](rpc::Router& router) {
    RegisterDivisionService(router, live_);
    RegisterVillageService(router, live_);
    RegisterPerimeterService(router, live_);
    RegisterOrganizationService(router, live_);
    RegisterPairingService(router, live_);
    RegisterCommitteeService(router, live_);
    RegisterServiceCentreService(router, live_);
    RegisterDemonstrationService(router, live_);
    RegisterCampaignService(router, live_);
    RegisterPersonService(router, people_);
    RegisterPostingService(router, live_);
    RegisterLeadingGroupService(router, live_);
    RegisterPrincipalService(router, principals_);
    feed_and_audit_.RegisterAt(router);
  };
  test::TestServerOptions options;
  options.directory = directory == nullptr ? &directory_ : directory;
  server_ = std::make_unique<test::TestServer>(add_routes, options);
  const auto channel = server_->ChannelAs("machine/admin");
  divisions_ = v1::DivisionService::NewStub(channel);
  villages_ = v1::VillageService::NewStub(channel);
  perimeters_ = v1::PerimeterService::NewStub(channel);
  organizations_ = v1::OrganizationService::NewStub(channel);
  pairings_ = v1::PairingService::NewStub(channel);
  committees_ = v1::CommitteeService::NewStub(channel);
  service_centres_ = v1::ServiceCentreService::NewStub(channel);
  demonstrations_ = v1::DemonstrationService::NewStub(channel);
  campaigns_ = v1::CampaignService::NewStub(channel);
  person_stub_ = v1::PersonService::NewStub(channel);
  postings_ = v1::PostingService::NewStub(channel);
  groups_ = v1::LeadingGroupService::NewStub(channel);
  // Who grants does nothing else, and nobody else does.
  principal_stub_ = v1::PrincipalService::NewStub(ChannelAs("machine/security"));
  feed_ = feed::v1::FeedService::NewStub(channel);
}

absl::StatusOr<v1::ImportDivisionsResponse> RegistryServerTest::Import(
    const std::vector<v1::ImportDivisionsRequest>& messages) {
  const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
  v1::ImportDivisionsResponse response;
  const auto writer = divisions_->ImportDivisions(context.get(), &response);
  for (const v1::ImportDivisionsRequest& message : messages) {
    if (!writer->Write(message)) break;  // refused already: Finish tells why
  }
  writer->WritesDone();
  const grpc::Status status = writer->Finish();
  if (!status.ok()) return rpc::FromGrpc(status);
  return response;
}

void RegistryServerTest::ImportSmallTree() {
  const auto response =
      Import({HeaderMessage("request_id: 'small-tree'"), RowsMessage(SmallTree())});
  ASSERT_OK(response);
  ASSERT_EQ(response->position(), 9);
}

absl::StatusOr<v1::CategoryEpisode> RegistryServerTest::OpenCategory(const std::string& fields) {
  v1::OpenCategoryRequest request = OpenCategoryExample();
  request.MergeFrom(Parse<v1::OpenCategoryRequest>(fields));
  return Call(&Villages::OpenCategory, request);
}

absl::StatusOr<v1::CategoryEpisode> RegistryServerTest::GraduateCategory(
    const std::string& fields) {
  v1::GraduateCategoryRequest request = GraduateCategoryExample();
  request.MergeFrom(Parse<v1::GraduateCategoryRequest>(fields));
  return Call(&Villages::GraduateCategory, request);
}

v1::OpenCategoryRequest OpenCategoryExample() {
  return Parse<v1::OpenCategoryRequest>(R"(
    village: 'villages/420115002202' category: HOLLOW_ECONOMY
    entered_date { year: 2010 month: 1 day: 1 } basis: 'decision' request_id: 'open'
    data_origin: EXAMPLE)");
}

v1::GraduateCategoryRequest GraduateCategoryExample() {
  return Parse<v1::GraduateCategoryRequest>(R"(
    village: 'villages/420115002202' graduated_date { year: 2012 month: 1 day: 1 }
    evidence: 'audit' request_id: 'graduate')");
}

v1::ImportDivisionsRequest HeaderMessage(const std::string& fields) {
  v1::ImportDivisionsRequest message;
  *message.mutable_header() =
      Parse<v1::ImportHeader>("edition: 'nbs-2023' effective_date { year: 2009 month: 1 day: 1 }");
  message.mutable_header()->MergeFrom(Parse<v1::ImportHeader>(fields));
  return message;
}

v1::ImportDivisionsRequest RowsMessage(const std::vector<DivisionFacts>& divisions) {
  v1::ImportDivisionsRequest message;
  message.mutable_rows();
  for (const ImportRow& row : ImportRowsOf(divisions)) {
    v1::ImportRow* proto = message.mutable_rows()->add_rows();
    proto->set_line(row.line);
    proto->set_code(row.facts.code);
    proto->set_display_name(row.facts.name);
    proto->set_level(static_cast<v1::DivisionLevel>(row.facts.level));
    proto->set_parent_code(row.facts.parent_code);
    proto->set_urban_rural_class(row.facts.urban_rural_class);
    for (const std::string& alias : row.facts.aliases) proto->add_aliases(alias);
  }
  return message;
}

}  // namespace cobuild::registry
