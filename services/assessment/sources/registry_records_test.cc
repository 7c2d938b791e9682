#include "services/assessment/sources/registry_records.h"

#include <gmock/gmock.h>

#include "common/testing/proto_matchers.h"
#include "services/assessment/sources/answers.h"
#include "services/assessment/sources/testing/clients_test.h"

namespace cobuild::assessment {
namespace {

using test::EqualsProto;
using test::HasCode;

constexpr char kVillage[] = "villages/420115001201";

class RegistryRecordsTest : public ClientsTest {
 protected:
  absl::StatusOr<std::vector<Item>> Read(Fact fact, const std::string& qualifier) {
    return sources_->ReadRegistryRecords({.fact = fact,
                                          .qualifier = qualifier,
                                          .from = {2010, 1, 1},
                                          .to = kDay,
                                          .perimeter = "here",
                                          .as_of = kDay},
                                         kPosition);
  }
};

registry::v1::Posting PostingAt(const std::string& id, const std::string& village) {
  registry::v1::Posting posting;
  posting.set_name("postings/" + id);
  posting.set_village(village);
  posting.set_data_origin(type::v1::EXAMPLE);
  return posting;
}

TEST_F(RegistryRecordsTest, Postings_OfARole_AreThoseAtVillages) {
  registry::v1::ListPostingsRequest asked;
  peers_.list_postings = [&](const auto& request) {
    asked = request;
    registry::v1::ListPostingsResponse response;
    *response.add_postings() = PostingAt("a", kVillage);
    *response.add_postings() = PostingAt("b", "");
    return response;
  };
  ASSERT_OK_AND_ASSIGN(const auto items, Read(Fact::kPosting, "FIRST_SECRETARY"));
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0].name, "postings/a");
  EXPECT_EQ(items[0].village, "420115001201");
  EXPECT_EQ(items[0].held, Held::kYes);
  EXPECT_EQ(items[0].origin, DataOrigin::kExample);
  EXPECT_THAT(asked, EqualsProto(R"pb(
                role: FIRST_SECRETARY
                active_on { year: 2011 month: 12 day: 31 }
                known_at { position: 99 }
                page_size: 1000
              )pb"));
}

TEST_F(RegistryRecordsTest, Postings_ManyPages_AreAllRead) {
  peers_.list_postings = [](const auto& request) {
    return PageOf<registry::v1::ListPostingsRequest, registry::v1::ListPostingsResponse>(
        request, 2500, [](auto& page, int i) {
          *page.add_postings() = PostingAt(std::to_string(i), "villages/" + CodeAt(i));
        });
  };
  ASSERT_OK_AND_ASSIGN(const auto items, Read(Fact::kPosting, "LIAISON_OFFICER"));
  EXPECT_EQ(items.size(), 2500u);
  EXPECT_EQ(peers_.calls(), 3);
}

TEST_F(RegistryRecordsTest, PostingLodging_IsGivenRefusedOrNotStated) {
  peers_.list_postings = [](const auto&) {
    registry::v1::ListPostingsResponse response;
    for (const registry::v1::Lodging lodging :
         {registry::v1::LODGING_GIVEN, registry::v1::NO_LODGING,
          registry::v1::LODGING_UNSPECIFIED}) {
      *response.add_postings() = PostingAt("a", kVillage);
      response.mutable_postings()->rbegin()->mutable_support()->set_lodging(lodging);
    }
    *response.add_postings() = PostingAt("without-support", kVillage);
    return response;
  };
  ASSERT_OK_AND_ASSIGN(const auto items, Read(Fact::kPostingLodging, "RESIDENT_TEAM_MEMBER"));
  ASSERT_EQ(items.size(), 4u);
  EXPECT_EQ(items[0].held, Held::kYes);
  EXPECT_EQ(items[1].held, Held::kNo);
  EXPECT_EQ(items[2].held, Held::kUnknown);
  EXPECT_EQ(items[3].held, Held::kUnknown);
}

TEST_F(RegistryRecordsTest, LeadingGroup_CountsWithAnOfficeThatIsThereOnTheDay) {
  peers_.list_leading_groups = [](const auto& request) {
    EXPECT_EQ(request.active_on().year(), 2011);
    registry::v1::ListLeadingGroupsResponse response;
    for (const int year : {2011, 2012}) {
      registry::v1::LeadingGroup& group = *response.add_leading_groups();
      group.set_name("leadingGroups/" + std::to_string(year));
      group.set_division("divisions/420115000000");
      group.set_data_origin(type::v1::RECORDED);
      *group.mutable_office()->mutable_established_date() = rpc::ToProto(base::Date{year, 1, 1});
    }
    *response.add_leading_groups() = response.leading_groups(0);
    response.mutable_leading_groups(2)->clear_office();
    return response;
  };
  ASSERT_OK_AND_ASSIGN(const auto items, Read(Fact::kLeadingGroup, ""));
  ASSERT_EQ(items.size(), 3u);
  EXPECT_EQ(items[0].division, "420115000000");
  EXPECT_EQ(items[0].held, Held::kYes);
  EXPECT_EQ(items[1].held, Held::kNo);
  EXPECT_EQ(items[2].held, Held::kNo);
}

TEST_F(RegistryRecordsTest, Elections_GivePartsAndWholesOfBothSides) {
  registry::v1::SummarizeElectionsRequest asked;
  peers_.summarize_elections = [&](const auto& request) {
    asked = request;
    registry::v1::SummarizeElectionsResponse response;
    registry::v1::ElectionSummaryRow& row = *response.add_rows();
    row.set_village(kVillage);
    row.set_data_origin(type::v1::RECORDED);
    row.mutable_counts()->set_members_before(5);
    row.mutable_counts()->set_members_after(6);
    row.mutable_counts()->set_aged_35_or_under_before(1);
    row.mutable_counts()->set_aged_35_or_under_after(2);
    row.mutable_counts()->set_senior_secondary_or_above_before(3);
    row.mutable_counts()->set_senior_secondary_or_above_after(4);
    row.mutable_counts()->set_secretaries_changed(1);
    return response;
  };
  ASSERT_OK_AND_ASSIGN(const auto young, Read(Fact::kYoungMembers, "8"));
  ASSERT_EQ(young.size(), 1u);
  EXPECT_EQ(young[0].name, "villages/420115001201/elections/8");
  EXPECT_EQ(young[0].value, (Exact{2, 6}));
  EXPECT_EQ(young[0].before, (Exact{1, 5}));
  EXPECT_THAT(asked, EqualsProto(R"pb(
                scope {
                  perimeter: "perimeters/here"
                  as_of { year: 2011 month: 12 day: 31 }
                }
                round: "8"
                known_at { position: 99 }
              )pb"));
  ASSERT_OK_AND_ASSIGN(const auto educated, Read(Fact::kEducatedMembers, "8"));
  EXPECT_EQ(educated[0].value, (Exact{4, 6}));
  EXPECT_EQ(educated[0].before, (Exact{3, 5}));
  ASSERT_OK_AND_ASSIGN(const auto changed, Read(Fact::kSecretaryChange, "8"));
  EXPECT_EQ(changed[0].held, Held::kYes);
  EXPECT_EQ(changed[0].value, (Exact{1, 1}));
}

TEST_F(RegistryRecordsTest, Election_ThatElectedNobody_IsMalformed) {
  peers_.summarize_elections = [](const auto&) {
    registry::v1::SummarizeElectionsResponse response;
    response.add_rows()->set_village(kVillage);
    return response;
  };
  ExpectUnavailable(Read(Fact::kYoungMembers, "8").status(), "registry", "MALFORMED_ANSWER");
}

TEST_F(RegistryRecordsTest, CentreWorks_AreThoseOfTheKindInTheYears) {
  peers_.summarize_centre_works = [](const registry::v1::SummarizeCentreWorksRequest& request) {
    EXPECT_EQ(request.scope().perimeter(), "perimeters/here");
    EXPECT_EQ(DateOf(request.from_date()), (base::Date{2010, 1, 1}));
    EXPECT_EQ(DateOf(request.to_date()), kDay);
    registry::v1::SummarizeCentreWorksResponse response;
    for (const char* id : {"new", "extended", "repaired"}) {
      registry::v1::CentreWorkSummaryRow& row = *response.add_rows();
      row.set_service_centre(std::string("serviceCentres/") + id);
      row.set_village(kVillage);
      row.set_data_origin(type::v1::RECORDED);
    }
    response.mutable_rows(0)->set_new_works(1);
    response.mutable_rows(1)->set_reconstruction_extension_works(2);
    response.mutable_rows(2)->set_repair_works(1);
    return response;
  };
  for (const auto& [kind, centre] : std::vector<std::pair<std::string, std::string>>{
           {"NEW", "serviceCentres/new"},
           {"RECONSTRUCTION_EXTENSION", "serviceCentres/extended"},
           {"REPAIR", "serviceCentres/repaired"}}) {
    ASSERT_OK_AND_ASSIGN(const auto items, Read(Fact::kCentreWork, kind));
    ASSERT_EQ(items.size(), 1u) << kind;
    EXPECT_EQ(items[0].name, centre);
  }
}

TEST_F(RegistryRecordsTest, CentresInUse_AreAskedForTheDay) {
  peers_.list_service_centres = [](const registry::v1::ListServiceCentresRequest& request) {
    EXPECT_EQ(DateOf(request.in_use_on()), kDay);
    registry::v1::ListServiceCentresResponse response;
    registry::v1::ServiceCentre& centre = *response.add_service_centres();
    centre.set_name("serviceCentres/a");
    centre.set_display_name("中心");
    centre.set_village(kVillage);
    centre.set_data_origin(type::v1::RECORDED);
    return response;
  };
  ASSERT_OK_AND_ASSIGN(const auto items, Read(Fact::kCentreInUse, ""));
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0].display_name, "中心");
}

TEST_F(RegistryRecordsTest, Acceptance_IsPassedOrFailed) {
  peers_.list_village_acceptances = [](const registry::v1::ListVillageAcceptancesRequest& request) {
    EXPECT_EQ(request.level(), registry::v1::ACCEPTANCE_LEVEL_MUNICIPAL);
    EXPECT_EQ(DateOf(request.from_date()), (base::Date{2010, 1, 1}));
    registry::v1::ListVillageAcceptancesResponse response;
    for (const registry::v1::AcceptanceResult result :
         {registry::v1::ACCEPTANCE_PASSED, registry::v1::ACCEPTANCE_FAILED}) {
      registry::v1::VillageAcceptance& acceptance = *response.add_acceptances();
      acceptance.set_name(std::string(kVillage) + "/acceptances/a");
      acceptance.set_village(kVillage);
      acceptance.set_result(result);
      acceptance.set_data_origin(type::v1::RECORDED);
    }
    return response;
  };
  ASSERT_OK_AND_ASSIGN(const auto items, Read(Fact::kVillageAcceptance, "MUNICIPAL"));
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].held, Held::kYes);
  EXPECT_EQ(items[1].held, Held::kNo);
}

TEST_F(RegistryRecordsTest, Districts_OfTownshipsOfOneDistrict_TakeThreeCalls) {
  peers_.get_division = [](const registry::v1::GetDivisionRequest& request) {
    EXPECT_EQ(request.known_at().position(), kPosition);
    registry::v1::Division division;
    division.set_name(request.name());
    division.set_display_name(request.name() == "divisions/420115000000" ? "江夏区" : "街");
    division.set_parent("divisions/420115000000");
    return division;
  };
  peers_.list_divisions = [](const registry::v1::ListDivisionsRequest& request) {
    EXPECT_EQ(request.parent(), "divisions/420115000000");
    registry::v1::ListDivisionsResponse response;
    response.add_divisions()->set_name("divisions/420115001000");
    response.add_divisions()->set_name("divisions/420115002000");
    return response;
  };
  ASSERT_OK_AND_ASSIGN(const auto districts,
                       sources_->ReadDistricts({"420115001000", "420115002000"}, kDay, kPosition));
  ASSERT_EQ(districts.size(), 1u);
  EXPECT_EQ(districts[0].code, "420115000000");
  EXPECT_EQ(districts[0].name, "江夏区");
  EXPECT_EQ(peers_.calls(), 3);
}

TEST_F(RegistryRecordsTest, ServiceThatRefuses_IsUnavailableWithItsReason) {
  peers_.list_postings = [](const auto&) {
    return error::Make(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED", "no");
  };
  ExpectUnavailable(Read(Fact::kPosting, "FIRST_SECRETARY").status(), "registry",
                    "PERMISSION_DENIED");
}

TEST_F(RegistryRecordsTest, PostingAtNoVillage_IsMalformed) {
  peers_.list_postings = [](const auto&) {
    registry::v1::ListPostingsResponse response;
    *response.add_postings() = PostingAt("a", "villages/1");
    return response;
  };
  ExpectUnavailable(Read(Fact::kPosting, "FIRST_SECRETARY").status(), "registry",
                    "MALFORMED_ANSWER");
}

TEST_F(RegistryRecordsTest, FactOfAnotherService_IsInternal) {
  EXPECT_STATUS(Read(Fact::kProject, ""), HasCode(absl::StatusCode::kInternal));
}

}  // namespace
}  // namespace cobuild::assessment
