// SummarizeProjects over the wire; what it computes is tested in the domain.
#include "services/projects/rpc/testing/projects_server.h"

namespace cobuild::projects {
namespace {

using test::EqualsProto;
using test::HasViolation;
using test::IsOkAndHolds;

class SummarizeServiceTest : public ProjectsServerTest {
 protected:
  SummarizeServiceTest() {
    EXPECT_OK(Create("lotus", "a", kTourism));
    EXPECT_OK(Create("road", "b", kRoad));
  }
  auto Summarize(const std::string& request) {
    return Call(&ProjectStub::SummarizeProjects, request);
  }
};

TEST_F(SummarizeServiceTest, Total_OverVillages) {
  EXPECT_THAT(Summarize("villages: 'villages/420115002202' as_of " + Day(2011, 12, 31)),
              IsOkAndHolds(EqualsProto(R"pb(
                total {
                  budget { currency_code: 'CNY' units: 300 }
                  declared { currency_code: 'CNY' units: 180 nanos: 10000000 }
                  data_origin: EXAMPLE
                }
                as_of { year: 2011 month: 12 day: 31 }
                position: 2)pb")));
}

TEST_F(SummarizeServiceTest, Groups_PageByPage) {
  const auto first = Summarize("group_by: BY_MODEL page_size: 1");
  ASSERT_OK(first);
  ASSERT_EQ(first->groups_size(), 1);
  EXPECT_EQ(first->groups(0).key(), "");
  EXPECT_EQ(first->total().project_count(), 2);
  const std::string token = " page_token: '" + first->next_page_token() + "'";
  const auto second = Summarize("group_by: BY_MODEL page_size: 1" + token);
  ASSERT_OK(second);
  ASSERT_EQ(second->groups_size(), 1);
  EXPECT_EQ(second->groups(0).key(), "RURAL_TOURISM");
  EXPECT_EQ(second->next_page_token(), "");
  EXPECT_STATUS(Summarize("group_by: BY_YEAR" + token),
                HasViolation("page_token", "PAGE_TOKEN_INVALID"));
}

TEST_F(SummarizeServiceTest, TenThousandVillages_AndOneMoreIsRefused) {
  v1::SummarizeProjectsRequest request;
  for (int i = 0; i < 10'000; ++i) {
    request.add_villages("villages/" + std::to_string(420'115'000'000 + i));
  }
  EXPECT_OK(Call(&ProjectStub::SummarizeProjects, request));
  request.add_villages(request.villages(0));
  EXPECT_STATUS(Call(&ProjectStub::SummarizeProjects, request),
                HasViolation("villages", "TOO_MANY"));
}

TEST_F(SummarizeServiceTest, Malformed_EveryFieldIsNamed) {
  EXPECT_STATUS(Summarize("villages: 'x'"), HasViolation("villages[0]", "MALFORMED"));
  EXPECT_STATUS(Summarize("group_by: 99"), HasViolation("group_by", "UNKNOWN_ENUM"));
  EXPECT_STATUS(Summarize("page_size: -1"), HasViolation("page_size", "NEGATIVE_PAGE_SIZE"));
  EXPECT_STATUS(Summarize("known_at { position: 9 }"),
                HasViolation("known_at.position", "OUT_OF_RANGE"));
  EXPECT_STATUS(Summarize("filter { village: 'x' }"), HasViolation("filter.village", "MALFORMED"));
  EXPECT_STATUS(Summarize("filter { sponsor: 'x' }"), HasViolation("filter.sponsor", "MALFORMED"));
  EXPECT_STATUS(Summarize("filter { campaign: 'x' }"),
                HasViolation("filter.campaign", "MALFORMED"));
  EXPECT_STATUS(Summarize("filter { category: 9 }"),
                HasViolation("filter.category", "UNKNOWN_ENUM"));
  EXPECT_STATUS(Summarize("filter { model: 9 }"), HasViolation("filter.model", "UNKNOWN_ENUM"));
  EXPECT_STATUS(Summarize("filter { state: 99 }"), HasViolation("filter.state", "UNKNOWN_ENUM"));
  for (const char* field : {"approved_from", "approved_to", "started_from", "started_to"}) {
    EXPECT_STATUS(Summarize(std::string("filter { ") + field + " " + Day(2011, 2, 30) + " }"),
                  HasViolation(std::string("filter.") + field, "INVALID_DATE"));
  }
}

}  // namespace
}  // namespace cobuild::projects
