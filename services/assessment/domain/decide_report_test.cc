#include "services/assessment/domain/decide_report.h"

#include <gmock/gmock.h>

#include "common/testing/status_matchers.h"
#include "services/assessment/testing/put_record.h"
#include "services/assessment/testing/report_content.h"

namespace cobuild::assessment {
namespace {

using absl::StatusCode;
using test::Refuses;

constexpr base::Timestamp kNow{1'700'000'000'000'000};
constexpr char kMaker[] = "person/maker";
constexpr char kSigner[] = "person/signer";

class DecideReportTest : public ::testing::Test {
 protected:
  // A report in that state.
  void Have(const std::string& id, ReportState state) {
    Report report;
    report.state = state;
    report.content_digest = DigestOf(TwoClaims());
    report.maker = kMaker;
    Put<Report>(assessment_, {id, report});
  }

  absl::StatusOr<Record<Report>> Sign(const std::string& id, const std::string& signer = kSigner,
                                      const base::Digest& digest = DigestOf(TwoClaims())) {
    return DecideSignReport(assessment_, scope::Reach::Everything(), {id, digest, ""}, signer,
                            kNow);
  }
  absl::StatusOr<Record<Report>> Publish(const std::string& id) {
    return DecidePublishReport(assessment_, scope::Reach::Everything(), {id, ""}, kSigner, kNow);
  }
  absl::StatusOr<Record<Report>> Supersede(const std::string& id, const std::string& successor) {
    return DecideSupersedeReport(assessment_, scope::Reach::Everything(), {id, successor, ""});
  }

  Assessment assessment_;
};

TEST_F(DecideReportTest, Create_IsADraftThatNamesItsContent) {
  ASSERT_OK_AND_ASSIGN(const Rows rows,
                       DecideCreateReport(assessment_, {"y2011", "2011", kMaker, TwoClaims()}));
  ASSERT_EQ(rows.records.size(), 2u);
  EXPECT_EQ(records::Narrow<ReportContent>(rows.records[0]).facts, TwoClaims());
  const Record<Report> report = records::Narrow<Report>(rows.records[1]);
  EXPECT_EQ(report.id, "y2011");
  EXPECT_EQ(report.facts.title, "2011");
  EXPECT_EQ(report.facts.state, ReportState::kDraft);
  EXPECT_EQ(report.facts.content_digest, DigestOf(TwoClaims()));
  EXPECT_EQ(report.facts.counts.refuted, 1);
  EXPECT_EQ(report.facts.origin, DataOrigin::kExample);
  EXPECT_EQ(report.facts.maker, kMaker);
  EXPECT_FALSE(report.facts.signature.has_value());
}

TEST_F(DecideReportTest, Create_IdThatIsTaken_IsRefused) {
  Have("y2011", ReportState::kSuperseded);
  EXPECT_STATUS(DecideCreateReport(assessment_, {"y2011", "2011", kMaker, TwoClaims()}),
                Refuses(StatusCode::kAlreadyExists, "REPORT_EXISTS"));
}

TEST_F(DecideReportTest, Create_ManyNames_AreBounded) {
  ReportContent content = TwoClaims();
  content.claims[1].missing.resize(kMaxReportNames - 1);
  EXPECT_OK(DecideCreateReport(assessment_, {"a", "2011", kMaker, content}));
  content.claims[1].missing.emplace_back();
  EXPECT_STATUS(DecideCreateReport(assessment_, {"a", "2011", kMaker, content}),
                Refuses(StatusCode::kFailedPrecondition, "REPORT_TOO_LARGE"));
}

TEST_F(DecideReportTest, Sign_KeepsWhoWhenAndWhat) {
  Have("y2011", ReportState::kDraft);
  ASSERT_OK_AND_ASSIGN(const Record<Report> signed_report, Sign("y2011"));
  EXPECT_EQ(signed_report.facts.state, ReportState::kSigned);
  EXPECT_EQ(signed_report.facts.signature, (ReportSignature{kSigner, kNow, DigestOf(TwoClaims())}));
  EXPECT_EQ(signed_report.facts.maker, kMaker);
}

TEST_F(DecideReportTest, Sign_ByItsMaker_IsRefused) {
  Have("y2011", ReportState::kDraft);
  const auto refused = Sign("y2011", kMaker);
  ASSERT_STATUS(refused, Refuses(StatusCode::kFailedPrecondition, "SIGNED_BY_MAKER"));
  EXPECT_EQ(error::DetailOf(refused.status())->metadata.at("maker"), kMaker);
}

TEST_F(DecideReportTest, Sign_AnotherDigest_IsRefusedBeforeTheMaker) {
  Have("y2011", ReportState::kDraft);
  const auto refused = Sign("y2011", kMaker, base::Digest{});
  ASSERT_STATUS(refused, Refuses(StatusCode::kFailedPrecondition, "REPORT_DIGEST_MISMATCH"));
  EXPECT_EQ(error::DetailOf(refused.status())->metadata.at("content_digest"),
            base::ToHex(DigestOf(TwoClaims())));
}

TEST_F(DecideReportTest, EachStep_FromOneStateOnly) {
  const std::vector<ReportState> states = {ReportState::kDraft, ReportState::kSigned,
                                           ReportState::kPublished, ReportState::kSuperseded};
  for (const ReportState state : states) {
    SCOPED_TRACE(NameOf(state));
    const std::string id = "r" + std::to_string(static_cast<int>(state));
    Have(id, state);
    Have("successor", ReportState::kPublished);
    EXPECT_EQ(Sign(id).ok(), state == ReportState::kDraft);
    EXPECT_EQ(Publish(id).ok(), state == ReportState::kSigned);
    EXPECT_EQ(Supersede(id, "successor").ok(), state == ReportState::kPublished);
    const auto code = StatusCode::kFailedPrecondition;
    if (state != ReportState::kDraft) {
      EXPECT_STATUS(Sign(id), Refuses(code, "REPORT_NOT_DRAFT"));
    }
    if (state != ReportState::kSigned) {
      EXPECT_STATUS(Publish(id), Refuses(code, "REPORT_NOT_SIGNED"));
    }
    if (state != ReportState::kPublished) {
      const auto refused = Supersede(id, "successor");
      ASSERT_STATUS(refused, Refuses(code, "REPORT_NOT_PUBLISHED"));
      EXPECT_EQ(error::DetailOf(refused.status())->metadata.at("state"), NameOf(state));
      EXPECT_STATUS(Supersede("successor", id), Refuses(code, "REPORT_NOT_PUBLISHED"));
    }
  }
}

TEST_F(DecideReportTest, Publish_KeepsTheSignature) {
  Have("y2011", ReportState::kDraft);
  Put<Report>(assessment_, *Sign("y2011"));
  ASSERT_OK_AND_ASSIGN(const Record<Report> published, Publish("y2011"));
  EXPECT_EQ(published.facts.state, ReportState::kPublished);
  EXPECT_EQ(published.facts.publication, (Publication{kSigner, kNow}));
  EXPECT_TRUE(published.facts.signature.has_value());
}

TEST_F(DecideReportTest, Supersede_NamesTheSuccessor) {
  Have("old", ReportState::kPublished);
  Have("new", ReportState::kPublished);
  ASSERT_OK_AND_ASSIGN(const Record<Report> superseded, Supersede("old", "new"));
  EXPECT_EQ(superseded.facts.state, ReportState::kSuperseded);
  EXPECT_EQ(superseded.facts.superseded_by, "new");
}

TEST_F(DecideReportTest, UnknownReport_IsNotFound) {
  Have("old", ReportState::kPublished);
  const auto not_found = Refuses(StatusCode::kNotFound, "REPORT_NOT_FOUND");
  EXPECT_STATUS(Sign("nobody"), not_found);
  EXPECT_STATUS(Publish("nobody"), not_found);
  EXPECT_STATUS(Supersede("nobody", "old"), not_found);
  EXPECT_STATUS(Supersede("old", "nobody"), not_found);
}

TEST_F(DecideReportTest, StaleEtag_IsRefusedBeforeTheState) {
  Have("old", ReportState::kPublished);
  const auto stale = Refuses(StatusCode::kAborted, "ETAG_MISMATCH");
  EXPECT_STATUS(
      DecideSignReport(assessment_, scope::Reach::Everything(), {"old", {}, "99"}, kSigner, kNow),
      stale);
  EXPECT_STATUS(
      DecidePublishReport(assessment_, scope::Reach::Everything(), {"old", "99"}, kSigner, kNow),
      stale);
  EXPECT_STATUS(
      DecideSupersedeReport(assessment_, scope::Reach::Everything(), {"old", "nobody", "99"}),
      stale);
  Have("new", ReportState::kPublished);
  EXPECT_OK(DecideSupersedeReport(assessment_, scope::Reach::Everything(), {"old", "new", "1"}));
}

}  // namespace
}  // namespace cobuild::assessment
