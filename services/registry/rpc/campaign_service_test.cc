// CampaignService over the wire: what it answers, and every documented refusal.
#include "services/registry/rpc/testing/registry_server.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::EqualsMessage;
using test::HasViolation;
using test::IsOkAndHolds;
using test::Refuses;
using ::testing::ElementsAre;

class CampaignServiceTest : public RegistryServerTest {
 protected:
  // Facts of a campaign that starts in 2010, with what `fields` adds.
  static std::string Facts(const std::string& fields = "") {
    return " campaign { display_name: '万名干部进万村挖万塘' data_origin: EXAMPLE start_date" +
           Day(2010, 1, 1) + fields + " } ";
  }
  auto Create(const std::string& request) { return Call(&Campaigns::CreateCampaign, request); }
  auto CreateOf(const std::string& id, const std::string& fields = "") {
    return Create("campaign_id: '" + id + "' request_id: '" + id + "'" + Facts(fields));
  }
  auto Update(const std::string& request) { return Call(&Campaigns::UpdateCampaign, request); }
  auto Delete(const std::string& request) { return Call(&Campaigns::DeleteCampaign, request); }
  auto Get(const std::string& request) { return Call(&Campaigns::GetCampaign, request); }
  auto List(const std::string& request) { return Call(&Campaigns::ListCampaigns, request); }
  std::vector<std::string> NamesOf(const std::string& request) {
    std::vector<std::string> names;
    const auto page = List(request);
    EXPECT_OK(page);
    for (const v1::Campaign& campaign : page->campaigns()) names.push_back(campaign.name());
    return names;
  }
};

TEST_F(CampaignServiceTest, Create_GivesWhatGetGives) {
  const auto campaign = CreateOf("ponds", "purpose: 'water'");
  ASSERT_OK(campaign);
  EXPECT_EQ(campaign->name(), "campaigns/ponds");
  EXPECT_EQ(campaign->purpose(), "water");
  EXPECT_THAT(Get("name: 'campaigns/ponds'"), IsOkAndHolds(EqualsMessage(*campaign)));
  EXPECT_STATUS(Get("name: 'campaigns/x'"), Refuses(StatusCode::kNotFound, "CAMPAIGN_NOT_FOUND"));
}

TEST_F(CampaignServiceTest, Create_RefusalsInOrder) {
  ASSERT_OK(CreateOf("a"));
  EXPECT_STATUS(Create("campaign_id: 'b' request_id: 'a'" + Facts()),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_STATUS(Create("campaign_id: 'a' request_id: 'b'" + Facts()),
                Refuses(StatusCode::kAlreadyExists, "CAMPAIGN_EXISTS"));
  for (const char* field : {"display_name", "start_date", "data_origin"}) {
    EXPECT_STATUS(Create(""), HasViolation(std::string("campaign.") + field, "REQUIRED"));
  }
  EXPECT_STATUS(CreateOf("b", "end_date" + Day(2010, 1, 1)),
                HasViolation("campaign.end_date", "OUT_OF_RANGE"));
  EXPECT_STATUS(CreateOf("b", "purpose: '" + std::string(501, 'x') + "'"),
                HasViolation("campaign.purpose", "TOO_LONG"));
  EXPECT_OK(CreateOf("b", "end_date" + Day(2010, 1, 2)));
}

TEST_F(CampaignServiceTest, Update_RefusalsInOrder) {
  const auto campaign = CreateOf("a", "purpose: 'water'");
  ASSERT_OK(campaign);
  const auto update = [&](const std::string& id, const std::string& more) {
    return Update(Facts("name: 'campaigns/" + id + "'") + "request_id: 'u' " + more);
  };
  EXPECT_STATUS(update("b", "etag: '0'"), Refuses(StatusCode::kNotFound, "CAMPAIGN_NOT_FOUND"));
  EXPECT_STATUS(update("a", "etag: '0'"), Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  const auto updated = update("a", "etag: '" + campaign->etag() + "'");
  ASSERT_OK(updated);
  EXPECT_EQ(updated->purpose(), "");
}

TEST_F(CampaignServiceTest, Delete_IsNoLongerListed) {
  ASSERT_OK(CreateOf("a"));
  EXPECT_STATUS(Delete("name: 'campaigns/b' reason: 'x' request_id: 'd'"),
                Refuses(StatusCode::kNotFound, "CAMPAIGN_NOT_FOUND"));
  EXPECT_STATUS(Delete("name: 'campaigns/a' reason: 'x' request_id: 'd' etag: '0'"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(Delete("name: 'campaigns/a'"), HasViolation("reason", "REQUIRED"));
  ASSERT_OK(Delete("name: 'campaigns/a' reason: 'x' request_id: 'd'"));
  EXPECT_THAT(NamesOf(""), ElementsAre());
  EXPECT_STATUS(Create("campaign_id: 'a' request_id: 'again'" + Facts()),
                Refuses(StatusCode::kAlreadyExists, "CAMPAIGN_EXISTS"));
}

TEST_F(CampaignServiceTest, List_ThoseThatLastOnADay) {
  ASSERT_OK(CreateOf("a", "end_date" + Day(2011, 1, 1)));
  ASSERT_OK(CreateOf("b"));
  EXPECT_THAT(NamesOf("active_on" + Day(2009, 12, 31)), ElementsAre());
  EXPECT_THAT(NamesOf("active_on" + Day(2010, 1, 1)), ElementsAre("campaigns/a", "campaigns/b"));
  EXPECT_THAT(NamesOf("active_on" + Day(2011, 1, 1)), ElementsAre("campaigns/b"));
}

}  // namespace
}  // namespace cobuild::registry
