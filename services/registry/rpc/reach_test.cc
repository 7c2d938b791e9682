// Whose grants count for which method over the wire; app/reach_test.cc has every kind of row.
#include "cobuild/registry/v1/campaign.grpc.pb.h"
#include "cobuild/registry/v1/organization.grpc.pb.h"
#include "cobuild/registry/v1/pairing.grpc.pb.h"
#include "cobuild/registry/v1/perimeter.grpc.pb.h"
#include "cobuild/registry/v1/person.grpc.pb.h"
#include "common/testing/fake_directory.h"
#include "services/registry/app/campaigns.h"
#include "services/registry/app/testing/reached_registry.h"
#include "services/registry/rpc/campaign_service.h"
#include "services/registry/rpc/organization_service.h"
#include "services/registry/rpc/pairing_service.h"
#include "services/registry/rpc/perimeter_service.h"
#include "services/registry/rpc/person_service.h"
#include "services/registry/rpc/testing/registry_server.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::Refuses;

constexpr char kClerk[] = "machine/clerk";  // of Shanpo, and sees the personal data of all there
constexpr char kViewer[] = "machine/viewer";

class ReachOverTheWire : public ReachedRegistry {
 protected:
  ReachOverTheWire() {
    EXPECT_OK(
        CreateCampaign(live_, Next(), {"ponds", {"x", "x", kSomeDay, std::nullopt, kOrigin}}));
    Perimeter all = ProgrammePerimeter();
    all.kinds = {};
    EXPECT_OK(CreatePerimeter(live_, Next(), {"all", all}));
    std::vector<scope::Node> nodes;
    for (const DivisionFacts& facts : TwoCounties())
      nodes.push_back({facts.code, facts.parent_code});
    directory_.SetTree(std::make_shared<scope::Tree>(nodes, std::vector<scope::Succession>()));
    directory_.Grant(kClerk, "DISTRICT_ADMIN", scope::Bound::Division(kShanpo));
    directory_.Grant(kViewer, "MUNICIPAL_VIEWER", scope::Bound::WholeTree());
    const auto add_routes = [this](rpc::Router& router) {
      RegisterCampaignService(router, live_);
      RegisterOrganizationService(router, live_);
      RegisterPairingService(router, live_);
      RegisterPerimeterService(router, live_);
      RegisterPersonService(router, people_);
    };
    test::TestServerOptions options;
    options.directory = &directory_;
    server_ = std::make_unique<test::TestServer>(add_routes, options);
  }

  // As `Service::method` answers the principal.
  template <class Service, class Stub, class Req, class Resp>
  absl::StatusOr<Resp> Call(const std::string& principal,
                            grpc::Status (Stub::*method)(grpc::ClientContext*, const Req&, Resp*),
                            const std::string& request) {
    const auto context = rpc::ContextFor(std::chrono::seconds(30), obs::NewTrace());
    const auto stub = Service::NewStub(server_->ChannelAs(principal));
    Resp response;
    const grpc::Status status = (*stub.*method)(context.get(), Parse<Req>(request), &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  absl::StatusOr<v1::Person> GetPersonAs(const std::string& principal, const std::string& id) {
    return Call<v1::PersonService>(principal, &v1::PersonService::Stub::GetPerson,
                                   "name: 'people/" + id + "'");
  }

  test::FakeDirectory directory_;
  std::unique_ptr<test::TestServer> server_;
};

TEST_F(ReachOverTheWire, WhatIsTheSameForEverybody_IsReadWithAnyGrant) {
  using Campaigns = v1::CampaignService;
  using Organizations = v1::OrganizationService;
  using Perimeters = v1::PerimeterService;
  EXPECT_OK(Call<Campaigns>(kClerk, &Campaigns::Stub::GetCampaign, "name: 'campaigns/ponds'"));
  EXPECT_EQ(Call<Campaigns>(kClerk, &Campaigns::Stub::ListCampaigns, "")->campaigns_size(), 1);
  EXPECT_EQ(Call<Organizations>(kClerk, &Organizations::Stub::ListOrganizations, "")
                ->organizations_size(),
            2);
  EXPECT_OK(Call<Perimeters>(kClerk, &Perimeters::Stub::GetPerimeter, "name: 'perimeters/all'"));
  EXPECT_STATUS(Call<Campaigns>(kClerk, &Campaigns::Stub::DeleteCampaign,
                                "name: 'campaigns/ponds' reason: 'x' request_id: 'a'"),
                Refuses(StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
}

TEST_F(ReachOverTheWire, Rows_AreThoseOfTheCallersGrants) {
  using Pairings = v1::PairingService;
  using Perimeters = v1::PerimeterService;
  const std::string pair = "name: 'pairings/pair'";
  EXPECT_OK(Call<Pairings>(kViewer, &Pairings::Stub::GetPairing, pair));
  EXPECT_STATUS(Call<Pairings>(kClerk, &Pairings::Stub::GetPairing, pair),
                Refuses(StatusCode::kNotFound, "PAIRING_NOT_FOUND"));
  EXPECT_STATUS(Call<Pairings>(kClerk, &Pairings::Stub::VoidPairing,
                               pair + " reason: 'x' etag: '1' request_id: 'a'"),
                Refuses(StatusCode::kNotFound, "PAIRING_NOT_FOUND"));
  EXPECT_EQ(Call<Pairings>(kClerk, &Pairings::Stub::ListPairings, "")->pairings_size(), 0);
  const auto villages_of = [&](const std::string& principal) {
    return Call<Perimeters>(principal, &Perimeters::Stub::ListPerimeterVillages,
                            "name: 'perimeters/all' as_of " + Day(2012, 6, 1))
        ->total_size();
  };
  EXPECT_EQ(villages_of(kViewer), 4);
  EXPECT_EQ(villages_of(kClerk), 1);
}

TEST_F(ReachOverTheWire, PersonalData_AreInClearWhereThePermissionHolds) {
  // "moved" was posted in Shanpo too, "posted" never was.
  EXPECT_FALSE(GetPersonAs(kClerk, "moved")->masked());
  EXPECT_STATUS(GetPersonAs(kClerk, "posted"), Refuses(StatusCode::kNotFound, "PERSON_NOT_FOUND"));
  EXPECT_TRUE(GetPersonAs(kViewer, "posted")->masked());
  // Whoever is both sees everybody, and in clear those of Shanpo alone.
  directory_.Grant(kClerk, "MUNICIPAL_VIEWER", scope::Bound::WholeTree());
  EXPECT_FALSE(GetPersonAs(kClerk, "moved")->masked());
  EXPECT_TRUE(GetPersonAs(kClerk, "posted")->masked());
  const auto page = Call<v1::PersonService>(kClerk, &v1::PersonService::Stub::ListPeople, "");
  ASSERT_OK(page);
  for (const v1::Person& person : page->people()) {
    EXPECT_EQ(person.masked(), person.name() != "people/moved") << person.name();
  }
}

}  // namespace
}  // namespace cobuild::registry
