#include "services/assessment/sources/registry_client.h"

#include <gmock/gmock.h>

#include "common/testing/proto_matchers.h"
#include "services/assessment/sources/testing/clients_test.h"

namespace cobuild::assessment {
namespace {

using RegistryClientTest = ClientsTest;
using test::EqualsProto;
using test::IsOkAndHolds;
using test::Refuses;
using ::testing::IsEmpty;

TEST_F(RegistryClientTest, RegistryPosition_AsksForOneVillageAtTheInstant) {
  ServePerimeter(3);
  EXPECT_THAT(sources_->RegistryPosition("here", base::Timestamp{1'500'000}), IsOkAndHolds(7));
  EXPECT_THAT(last_list_, EqualsProto(R"pb(
                name: "perimeters/here"
                known_at { time { seconds: 1 nanos: 500000000 } }
                page_size: 1
              )pb"));
  EXPECT_THAT(sources_->RegistryPosition("here", std::nullopt), IsOkAndHolds(7));
  EXPECT_FALSE(last_list_.has_known_at());
}

TEST_F(RegistryClientTest, ReadPerimeter_ManyPages_GivesAllVillagesAtThePosition) {
  ServePerimeter(2500);
  ASSERT_OK_AND_ASSIGN(const Subjects subjects, sources_->ReadPerimeter("here", kDay, 5));
  ASSERT_EQ(subjects.villages.size(), 2500u);
  EXPECT_EQ(subjects.villages[2499], (Village{CodeAt(2499), "村2499", "乡", "420115001000"}));
  EXPECT_EQ(subjects.origin, DataOrigin::kExample);
  last_list_.clear_page_token();
  EXPECT_THAT(last_list_, EqualsProto(R"pb(
                name: "perimeters/here"
                as_of { year: 2011 month: 12 day: 31 }
                known_at { position: 5 }
                page_size: 1000
              )pb"));
}

TEST_F(RegistryClientTest, ReadPerimeter_Empty_IsNoError) {
  ServePerimeter(0);
  ASSERT_OK_AND_ASSIGN(const Subjects subjects, sources_->ReadPerimeter("here", kDay, 5));
  EXPECT_THAT(subjects.villages, IsEmpty());
}

TEST_F(RegistryClientTest, ReadPerimeter_OnTwoDays_AsksOnceWhetherItIsAnExample) {
  ServePerimeter(1);
  ASSERT_OK(sources_->ReadPerimeter("here", kDay, 5));
  ASSERT_OK(sources_->ReadPerimeter("here", {2009, 12, 31}, 5));
  EXPECT_EQ(peers_.calls(), 3);
}

TEST_F(RegistryClientTest, Perimeter_Unknown_IsNotFoundAndNotDown) {
  peers_.list_perimeter_villages = [](const auto&) { return NotFound("PERIMETER_NOT_FOUND"); };
  EXPECT_STATUS(sources_->RegistryPosition("here", std::nullopt),
                Refuses(absl::StatusCode::kNotFound, "PERIMETER_NOT_FOUND"));
  EXPECT_STATUS(sources_->ReadPerimeter("here", kDay, 5),
                Refuses(absl::StatusCode::kNotFound, "PERIMETER_NOT_FOUND"));
  peers_.get_perimeter = [](const auto&) { return NotFound("PERIMETER_NOT_FOUND"); };
  EXPECT_STATUS(sources_->ReadPerimeter("other", kDay, 5),
                Refuses(absl::StatusCode::kNotFound, "PERIMETER_NOT_FOUND"));
}

TEST_F(RegistryClientTest, Perimeter_NotFoundForAnotherReason_CountsAsDown) {
  peers_.list_perimeter_villages = [](const auto&) { return NotFound("SOMETHING_ELSE"); };
  ExpectUnavailable(sources_->RegistryPosition("here", std::nullopt).status(), "registry",
                    "SOMETHING_ELSE");
}

TEST_F(RegistryClientTest, ReadPerimeter_AboveTheLimit_SaysSoAfterOnePage) {
  ServePerimeter(kMaxVillages + 1);
  EXPECT_STATUS(sources_->ReadPerimeter("here", kDay, 5),
                Refuses(absl::StatusCode::kFailedPrecondition, "TOO_MANY_VILLAGES"));
  EXPECT_EQ(peers_.calls(), 2);
}

TEST_F(RegistryClientTest, ReadPerimeter_FewerVillagesThanTold_IsNoAnswer) {
  peers_.list_perimeter_villages = [](const auto&) {
    registry::v1::ListPerimeterVillagesResponse response;
    response.set_total_size(1);
    return response;
  };
  ExpectUnavailable(sources_->ReadPerimeter("here", kDay, 5).status(), "registry",
                    "MALFORMED_ANSWER");
}

TEST_F(RegistryClientTest, ReadPerimeter_PagesWithoutEnd_AreNotFollowed) {
  peers_.list_perimeter_villages = [](const auto&) {
    registry::v1::ListPerimeterVillagesResponse response;
    response.add_villages()->set_name("villages/420115001201");
    response.mutable_villages(0)->set_township("divisions/420115001000");
    response.set_total_size(3);
    response.set_next_page_token("more");
    return response;
  };
  ExpectUnavailable(sources_->ReadPerimeter("here", kDay, 5).status(), "registry",
                    "MALFORMED_ANSWER");
  EXPECT_EQ(peers_.calls(), 4);
}

TEST_F(RegistryClientTest, ReadPerimeter_VillageWithoutCode_IsNoAnswer) {
  peers_.list_perimeter_villages = [](const auto&) {
    registry::v1::ListPerimeterVillagesResponse response;
    response.add_villages()->set_name("villages/42");
    response.set_total_size(1);
    return response;
  };
  ExpectUnavailable(sources_->ReadPerimeter("here", kDay, 5).status(), "registry",
                    "MALFORMED_ANSWER");
}

TEST_F(RegistryClientTest, ReadPerimeter_WithoutDataOrigin_IsNoAnswer) {
  ServePerimeter(1);
  peers_.get_perimeter = [](const auto&) { return registry::v1::Perimeter(); };
  ExpectUnavailable(sources_->ReadPerimeter("here", kDay, 5).status(), "registry",
                    "MALFORMED_ANSWER");
}

TEST_F(RegistryClientTest, ReadEpisodes_ManyPages_GivesAllOfTheDay) {
  registry::v1::ListCategoryEpisodesRequest asked;
  peers_.list_category_episodes = [&](const auto& request) {
    asked = request;
    return PageOf<registry::v1::ListCategoryEpisodesRequest,
                  registry::v1::ListCategoryEpisodesResponse>(request, 1500, AddEpisode);
  };
  ASSERT_OK_AND_ASSIGN(const std::vector<Episode> episodes, sources_->ReadEpisodes(kDay, 5));
  ASSERT_EQ(episodes.size(), 1500u);
  EXPECT_EQ(episodes[1499].village, CodeAt(1499));
  EXPECT_EQ(episodes[1499].category, Category::kHollowEconomy);
  EXPECT_EQ(episodes[1499].origin, DataOrigin::kRecorded);
  asked.clear_page_token();
  EXPECT_THAT(asked, EqualsProto(R"pb(
                open_on { year: 2011 month: 12 day: 31 }
                known_at { position: 5 }
                page_size: 1000
              )pb"));
}

TEST_F(RegistryClientTest, ReadEpisodes_UnknownCategory_IsNoAnswer) {
  peers_.list_category_episodes = [](const auto&) {
    registry::v1::ListCategoryEpisodesResponse response;
    AddEpisode(response, 0);
    response.mutable_episodes(0)->set_category(static_cast<registry::v1::VillageCategory>(9));
    return response;
  };
  ExpectUnavailable(sources_->ReadEpisodes(kDay, 5).status(), "registry", "MALFORMED_ANSWER");
}

}  // namespace
}  // namespace cobuild::assessment
