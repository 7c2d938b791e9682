#include "deploy/examples/jiangxia/project_requests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "deploy/examples/jiangxia/requests_fixture.h"

namespace cobuild::jiangxia {
namespace {

TEST(MakeModelRequests, AllEight_ArePromotedFromTheMiddleOf2010On) {
  const auto requests = MakeModelRequests(1);
  std::set<projects::v1::DevelopmentModel> models;
  for (const auto& request : requests) {
    EXPECT_TRUE(projects::v1::DevelopmentModel_IsValid(request.model()));
    models.insert(request.model());
    EXPECT_EQ(request.promoted_date().ShortDebugString(), "year: 2010 month: 6 day: 1");
    EXPECT_EQ(request.data_origin(), type::v1::EXAMPLE);
  }
  EXPECT_EQ(models.size(), 8U);
  EXPECT_FALSE(models.contains(projects::v1::DEVELOPMENT_MODEL_UNSPECIFIED));
}

TEST(MakeProjectRequests, Projects_CountAndDeclareWhatTheReportSays) {
  std::map<projects::v1::ProjectCategory, int> counts;
  std::map<projects::v1::ProjectCategory, int64_t> declared;
  std::set<std::string> ids;
  for (const ProjectRequests& requests : TheRequests().projects) {
    const projects::v1::Project& project = requests.create.project();
    ids.insert(requests.create.project_id());
    ++counts[project.category()];
    for (const auto& fund : project.declared_funds()) {
      declared[project.category()] += FenOf(fund.amount());
    }
    EXPECT_EQ(project.model() != projects::v1::DEVELOPMENT_MODEL_UNSPECIFIED,
              project.category() == projects::v1::ECONOMIC_DEVELOPMENT);
    EXPECT_EQ(project.data_origin(), type::v1::EXAMPLE);
  }
  EXPECT_EQ(ids.size(), 482U);
  EXPECT_EQ(counts[projects::v1::ECONOMIC_DEVELOPMENT], 322);
  EXPECT_EQ(counts[projects::v1::INFRASTRUCTURE], 160);
  EXPECT_EQ(declared[projects::v1::ECONOMIC_DEVELOPMENT], 85'930'000'00);
  EXPECT_EQ(declared[projects::v1::INFRASTRUCTURE], 39'370'000'00);
}

TEST(MakeProjectRequests, Shares_SumToAHundredPercent) {
  for (const ProjectRequests& requests : TheRequests().projects) {
    int sum = 0;
    for (const auto& share : requests.create.project().villages()) {
      sum += share.share_basis_points();
    }
    EXPECT_EQ(sum, 10'000) << requests.create.project_id();
  }
}

TEST(MakeProjectRequests, Decisions_HaveVotesAndNoticesWhereTheStepAsksForThem) {
  for (const ProjectRequests& requests : TheRequests().projects) {
    std::vector<std::string> with_votes;
    std::vector<std::string> with_notice;
    for (const auto& decision : requests.decisions) {
      EXPECT_EQ(decision.outcome(), projects::v1::APPROVE_STEP);
      if (decision.has_votes()) with_votes.push_back(decision.step_id());
      if (decision.has_notice_date()) with_notice.push_back(decision.step_id());
    }
    EXPECT_THAT(with_votes, testing::ElementsAre("village-resolution"));
    EXPECT_THAT(with_notice, testing::ElementsAre("village-resolution", "leading-group-decision"));
  }
}

TEST(MakeProjectRequests, LastMilestone_IsAcceptedWithItsProject) {
  int open = 0;
  for (const ProjectRequests& requests : TheRequests().projects) {
    ASSERT_EQ(requests.milestones.size(), 3U);
    const bool is_finished = requests.acceptances.size() == 3;
    EXPECT_EQ(requests.complete.has_value(), is_finished);
    EXPECT_EQ(requests.accept.has_value(), is_finished);
    open += !is_finished;
    if (is_finished) {
      EXPECT_EQ(requests.accept->effective_date().ShortDebugString(),
                requests.acceptances.back().accept.accepted_date().ShortDebugString());
    } else {
      EXPECT_EQ(requests.acceptances.size(), 2U);
    }
  }
  EXPECT_GT(open, 0);
}

TEST(MakeProjectRequests, Acceptance_NamesTheFileThatIsUploadedBefore) {
  for (const ProjectRequests& requests : TheRequests().projects) {
    for (const AcceptanceRequests& each : requests.acceptances) {
      ASSERT_EQ(each.evidence.size(), 2U);
      const projects::v1::UploadEvidenceHeader& header = each.evidence[0].header();
      EXPECT_THAT(each.accept.evidence(),
                  testing::ElementsAre(header.parent() + "/evidence/" + header.evidence_id()));
      EXPECT_FALSE(each.evidence[1].chunk().empty());
    }
  }
}

}  // namespace
}  // namespace cobuild::jiangxia
