// Stored reports through a real server: what comes back on the wire, and what the feed tells.
#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

#include "common/feed/images.h"
#include "common/scope/tree.h"
#include "common/testing/proto_matchers.h"
#include "common/testing/status_matchers.h"
#include "services/assessment/app/testing/programme_example.h"
#include "services/assessment/rpc/testing/assessment_server.h"

namespace cobuild::assessment {
namespace {

using absl::StatusCode;
using test::EqualsMessage;
using test::EqualsProto;
using test::HasCode;
using test::Refuses;
using ::testing::ElementsAre;

using Stub = v1::ReportService::Stub;

class StoredReportServiceTest : public AssessmentServerTest {
 protected:
  StoredReportServiceTest() {
    CreateProgrammeMetrics(live_);
    LoadProgramme(sources_, DataOrigin::kExample);
    before_ = store_.ReadHead()->position;
  }

  absl::StatusOr<v1::Report> CreateReport(const std::string& request) {
    return Call(reports(), &Stub::CreateReport, Parse<v1::CreateReportRequest>(request));
  }
  // A draft of machine/assessor.
  v1::Report Draft(const std::string& id) {
    const auto report =
        CreateReport("report_id: '" + id + "' title: '2011' request_id: 'c-" + id + "'");
    EXPECT_OK(report);
    return *report;
  }
  absl::StatusOr<v1::Report> SignAs(const std::string& principal, const v1::Report& report) {
    v1::SignReportRequest request;
    request.set_name(report.name());
    request.set_content_digest(report.content_digest());
    request.set_etag(report.etag());
    request.set_request_id("s");
    return Call(*ReportsAs(principal), &Stub::SignReport, request);
  }
  absl::StatusOr<v1::Report> Publish(const v1::Report& report) {
    v1::PublishReportRequest request;
    request.set_name(report.name());
    request.set_request_id("p-" + report.name());
    return Call(reports(), &Stub::PublishReport, request);
  }
  v1::Report Published(const std::string& id) {
    v1::SignReportRequest request;
    const v1::Report draft = Draft(id);
    request.set_name(draft.name());
    request.set_content_digest(draft.content_digest());
    request.set_request_id("s-" + id);
    EXPECT_OK(Call(*ReportsAs("machine/signer"), &Stub::SignReport, request));
    return *Publish(draft);
  }
  absl::StatusOr<v1::Report> Supersede(const std::string& request) {
    return Call(reports(), &Stub::SupersedeReport, Parse<v1::SupersedeReportRequest>(request));
  }
  absl::StatusOr<v1::Report> Get(const std::string& name) {
    v1::GetReportRequest request;
    request.set_name(name);
    return Call(reports(), &Stub::GetReport, request);
  }
  absl::StatusOr<v1::ProgrammeReport> Generate(const std::string& request = "") {
    return Call(reports(), &Stub::GenerateProgrammeReport,
                Parse<v1::GenerateProgrammeReportRequest>(request));
  }
  // The fields of a request that asks for the positions of a stored report.
  std::string PositionsOf(const std::string& name) {
    const v1::ProgrammeReport programme = Get(name)->programme();
    return "positions { " + programme.positions().ShortDebugString() +
           " } metrics_position: " + std::to_string(programme.metrics_position());
  }

  int64_t before_ = 0;  // the head before any report
};

TEST_F(StoredReportServiceTest, CreateReport_IsADraftWithoutItsContent) {
  v1::Report report = Draft("y2011");
  EXPECT_TRUE(report.has_record_time());
  report.clear_record_time();
  EXPECT_EQ(report.content_digest(), Generate()->content_digest());
  report.clear_content_digest();
  EXPECT_EQ(report.position(), before_ + 2);  // its content is a change of its own
  EXPECT_EQ(report.etag(), std::to_string(report.position()));
  report.clear_position();
  report.clear_etag();
  EXPECT_GE(report.proven_count(), 30);
  EXPECT_EQ(report.proven_count() + report.undefined_count(), 46);
  report.clear_proven_count();
  report.clear_undefined_count();
  EXPECT_THAT(report, EqualsProto(R"pb(
                name: "reports/y2011"
                title: "2011"
                state: DRAFT
                data_origin: EXAMPLE
                maker: "machine/assessor"
              )pb"));
}

TEST_F(StoredReportServiceTest, GetReport_HasTheProgrammeThatGenerateGave) {
  ASSERT_OK_AND_ASSIGN(v1::ProgrammeReport generated, Generate());
  Draft("y2011");
  ASSERT_OK_AND_ASSIGN(const v1::Report report, Get("reports/y2011"));
  v1::ProgrammeReport programme = report.programme();
  EXPECT_EQ(programme.metrics_position(), before_);
  programme.clear_generate_time();
  generated.clear_generate_time();
  EXPECT_THAT(programme, EqualsMessage(generated));
  EXPECT_STATUS(Get("reports/nobody"), Refuses(StatusCode::kNotFound, "REPORT_NOT_FOUND"));
}

TEST_F(StoredReportServiceTest, GenerateProgrammeReport_AtPositionsOfAReport_GivesItsDigest) {
  const v1::Report report = Draft("y2011");
  sources_.PostIncome(kRichestHollowVillage, 2011, {-4'500'000}, DataOrigin::kExample);
  EXPECT_NE(Generate()->content_digest(), report.content_digest());
  const std::string positions = PositionsOf(report.name());
  ASSERT_OK_AND_ASSIGN(const v1::ProgrammeReport again, Generate(positions));
  EXPECT_EQ(again.content_digest(), report.content_digest());
  EXPECT_FALSE(again.has_known_at());
  EXPECT_EQ(
      CreateReport("report_id: 'b' title: 'b' request_id: 'b' " + positions)->content_digest(),
      report.content_digest());
}

TEST_F(StoredReportServiceTest, Life_IsToldByEachAnswer) {
  const v1::Report draft = Draft("y2011");
  ASSERT_OK_AND_ASSIGN(const v1::Report signed_report, SignAs("machine/signer", draft));
  EXPECT_EQ(signed_report.state(), v1::SIGNED);
  EXPECT_EQ(signed_report.signature().signer(), "machine/signer");
  EXPECT_EQ(signed_report.signature().content_digest(), draft.content_digest());
  EXPECT_TRUE(signed_report.signature().has_sign_time());
  ASSERT_OK_AND_ASSIGN(const v1::Report published, Publish(draft));
  EXPECT_EQ(published.state(), v1::PUBLISHED);
  EXPECT_EQ(published.publisher(), "machine/assessor");
  EXPECT_TRUE(published.has_publish_time());
  Published("corrected");
  ASSERT_OK_AND_ASSIGN(const v1::Report superseded,
                       Supersede("name: 'reports/y2011' successor: 'reports/corrected' "
                                 "request_id: 'x'"));
  EXPECT_EQ(superseded.state(), v1::SUPERSEDED);
  EXPECT_EQ(superseded.superseded_by(), "reports/corrected");
  EXPECT_THAT(superseded.signature(), EqualsMessage(signed_report.signature()));
  EXPECT_EQ(Get("reports/y2011")->programme().claims_size(), 46);
  EXPECT_EQ(Get("reports/corrected")->state(), v1::PUBLISHED);
}

TEST_F(StoredReportServiceTest, SignReport_ByItsMakerOrOnAStaleRead_IsRefused) {
  v1::Report draft = Draft("y2011");
  EXPECT_STATUS(SignAs("machine/assessor", draft),
                Refuses(StatusCode::kFailedPrecondition, "SIGNED_BY_MAKER"));
  draft.set_content_digest(std::string(64, '0'));
  EXPECT_STATUS(SignAs("machine/signer", draft),
                Refuses(StatusCode::kFailedPrecondition, "REPORT_DIGEST_MISMATCH"));
  draft.set_etag("1");
  EXPECT_STATUS(SignAs("machine/signer", draft), Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
}

TEST_F(StoredReportServiceTest, Changes_ByAViewer_AreDeniedAndReadingIsNot) {
  const v1::Report draft = Draft("y2011");
  const auto viewer = ReportsAs("machine/viewer");
  EXPECT_STATUS(SignAs("machine/viewer", draft), HasCode(StatusCode::kPermissionDenied));
  EXPECT_STATUS(Call(*viewer, &Stub::CreateReport, v1::CreateReportRequest()),
                HasCode(StatusCode::kPermissionDenied));
  EXPECT_STATUS(Call(*viewer, &Stub::PublishReport, v1::PublishReportRequest()),
                HasCode(StatusCode::kPermissionDenied));
  EXPECT_STATUS(Call(*viewer, &Stub::SupersedeReport, v1::SupersedeReportRequest()),
                HasCode(StatusCode::kPermissionDenied));
  EXPECT_OK(Call(*viewer, &Stub::ListReports, v1::ListReportsRequest()));
}

TEST_F(StoredReportServiceTest, ListReports_PageByPageAndByState) {
  Draft("a");
  Published("b");
  Draft("c");
  const auto list = [this](const std::string& request) {
    const auto page = Call(reports(), &Stub::ListReports, Parse<v1::ListReportsRequest>(request));
    EXPECT_OK(page);
    return *page;
  };
  const auto names = [](const v1::ListReportsResponse& page) {
    std::vector<std::string> all;
    for (const v1::Report& report : page.reports()) all.push_back(report.name());
    return all;
  };
  const v1::ListReportsResponse first = list("page_size: 2");
  EXPECT_THAT(names(first), ElementsAre("reports/a", "reports/b"));
  EXPECT_FALSE(first.reports(0).has_programme());
  const auto second = list("page_size: 2 page_token: '" + first.next_page_token() + "'");
  EXPECT_THAT(names(second), ElementsAre("reports/c"));
  EXPECT_EQ(second.next_page_token(), "");
  EXPECT_EQ(second.position(), before_ + 8);
  EXPECT_THAT(names(list("state: PUBLISHED")), ElementsAre("reports/b"));
  EXPECT_THAT(names(list("known_at { position: " + std::to_string(before_ + 2) + " }")),
              ElementsAre("reports/a"));
}

TEST_F(StoredReportServiceTest, CompareReports_TellsBothValuesAndWhatChanged) {
  Draft("before");
  sources_.PostIncome(kRichestHollowVillage, 2011, {-4'500'000}, DataOrigin::kExample);
  Draft("after");
  const auto compare = [this](const std::string& request) {
    const auto compared =
        Call(reports(), &Stub::CompareReports, Parse<v1::CompareReportsRequest>(request));
    EXPECT_OK(compared);
    return *compared;
  };
  const auto changed = compare("base: 'reports/before' other: 'reports/after'");
  ASSERT_EQ(changed.claims_size(), 46);
  EXPECT_GT(changed.changed_count(), 0);
  EXPECT_THAT(changed.claims(13), EqualsProto(R"pb(
                id: "F14"
                statement: "（空壳村）均超过5万元"
                base_value: "70700.00"
                other_value: "40000.00"
                base_rendered_value: "最低7.07万元"
                other_rendered_value: "最低4万元"
                base_verdict: PROVEN
                other_verdict: REFUTED
                changes: VALUE_CHANGED
                changes: VERDICT_CHANGED
                changes: VIOLATORS_CHANGED
              )pb"));
  EXPECT_EQ(changed.other_positions().finance(), changed.base_positions().finance() + 1);
  const auto same = compare("base: 'reports/after'");
  EXPECT_EQ(same.claims_size(), 46);
  EXPECT_EQ(same.changed_count(), 0);
  EXPECT_EQ(same.base_content_digest(), same.other_content_digest());
  EXPECT_EQ(same.position(), before_ + 4);
}

TEST_F(StoredReportServiceTest, Feed_HasTheContentOnceAndEveryState) {
  const v1::Report draft = Draft("y2011");
  ASSERT_OK_AND_ASSIGN(const v1::Report signed_report, SignAs("machine/signer", draft));
  feed::v1::ListChangesRequest request;
  request.set_after_position(before_);
  ASSERT_OK_AND_ASSIGN(const auto page,
                       Call(feed(), &feed::v1::FeedService::Stub::ListChanges, request));
  ASSERT_EQ(page.changes_size(), 3);
  EXPECT_EQ(page.changes(0).resource_name(), "reports/y2011/content");
  v1::ProgrammeReport content;
  ASSERT_TRUE(page.changes(0).resource().UnpackTo(&content));
  EXPECT_THAT(content, EqualsMessage(Get("reports/y2011")->programme()));
  v1::Report report;
  ASSERT_TRUE(page.changes(1).resource().UnpackTo(&report));
  EXPECT_THAT(report, EqualsMessage(draft));
  EXPECT_EQ(page.changes(2).actor(), "machine/signer");
  ASSERT_TRUE(page.changes(2).resource().UnpackTo(&report));
  EXPECT_THAT(report, EqualsMessage(signed_report));
  const feed::Images replayed = feed::ReplayOf(feed(), 2);
  EXPECT_EQ(feed::SnapshotOf(feed(), 2), replayed);
  EXPECT_TRUE(replayed.contains("reports/y2011/content"));
}

TEST_F(StoredReportServiceTest, Feed_OfADistrict_HasItsReportsAndNothingElse) {
  Draft("y2011");
  constexpr char kDistrict[] = "420115000000";
  const auto tree = std::make_shared<const scope::Tree>(
      std::vector<scope::Node>{{kDistrict, ""}, {"420116000000", ""}},
      std::vector<scope::Succession>{});
  FeedSource source(store_, live_);
  const auto told = [&](const std::string& division) {
    const scope::Bound bound = scope::Bound::Division(division);
    const scope::Reach reach = scope::Reach::Of(tree, {&bound, 1});
    std::vector<std::string> names;
    const auto changes = source.List(0, 1'000, reach);
    EXPECT_OK(changes);
    EXPECT_EQ(changes->back().position(), before_ + 2);
    for (const feed::v1::Change& change : *changes) {
      if (change.has_resource()) names.push_back(change.resource_name());
    }
    const auto standing = source.ListStanding(0, before_ + 2, before_ + 2, reach);
    EXPECT_OK(standing);
    EXPECT_EQ(standing->size(), names.size());
    return names;
  };
  EXPECT_THAT(told(kDistrict), ElementsAre("reports/y2011/content", "reports/y2011"));
  EXPECT_THAT(told("420116000000"), ElementsAre());
}

}  // namespace
}  // namespace cobuild::assessment
