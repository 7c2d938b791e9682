// The service behind a real server, over a store in memory and other services in memory.
#include "services/reconciliation/rpc/reconciliation_service.h"

#include <google/protobuf/text_format.h>

#include <map>
#include <memory>

#include "cobuild/feed/v1/feed.pb.h"
#include "cobuild/reconciliation/v1/reconciliation.pb.h"
#include "common/base/signed_chain.h"
#include "common/feed/service.h"
#include "common/obs/trace.h"
#include "common/rpc/client.h"
#include "common/rpc/named_call.h"
#include "common/testing/fake_directory.h"
#include "common/testing/method_table.h"
#include "common/testing/server.h"
#include "services/reconciliation/app/run_metrics.h"
#include "services/reconciliation/app/testing/reconciling_test.h"
#include "services/reconciliation/domain/certificate.h"
#include "services/reconciliation/rpc/feed_source.h"
#include "services/reconciliation/rpc/methods.h"

namespace cobuild::reconciliation {
namespace {

using absl::StatusCode;
using test::HasViolation;
using test::Refuses;

// On the whole tree.
constexpr std::pair<const char*, const char*> kGrants[] = {
    {"machine/admin", "DISTRICT_ADMIN"},
    {"machine/reviewer", "FINANCE_REVIEWER"},
    {"machine/auditor", "AUDITOR"},
    {"machine/viewer", "MUNICIPAL_VIEWER"},
};

class ReconciliationServiceTest : public ReconcilingTest {
 protected:
  ReconciliationServiceTest() {
    test::TestServerOptions options;
    for (const auto& [principal, role] : kGrants) {
      directory_.Grant(principal, role, scope::Bound::WholeTree());
    }
    options.directory = &directory_;
    server_ = std::make_unique<test::TestServer>(
        [this](rpc::Router& router) {
          RegisterReconciliationService(router, parts_);
          feed::RegisterFeedService(router, feed_source_);
        },
        options);
    world_.Add(0);
    world_.Add(1);
  }

  template <class Resp, class Req>
  absl::StatusOr<Resp> Ask(const std::string& method, const std::string& request,
                           const std::string& principal = "machine/admin") {
    Req parsed;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(request, &parsed)) << request;
    auto& channel = channels_[principal];
    if (channel == nullptr) channel = server_->ChannelAs(principal);
    const auto context = rpc::ContextFor(std::chrono::seconds(30), obs::NewTrace());
    Resp response;
    const absl::Status status = rpc::CallNamed(channel, *context, method, parsed, response);
    if (!status.ok()) return status;
    return response;
  }
  absl::StatusOr<v1::Run> RunOverTheWire(const std::string& request,
                                         const std::string& principal = "machine/admin") {
    return Ask<v1::Run, v1::RunReconciliationRequest>(std::string(kRunReconciliation.name), request,
                                                      principal);
  }
  absl::StatusOr<v1::ListBreaksResponse> Breaks(const std::string& request) {
    return Ask<v1::ListBreaksResponse, v1::ListBreaksRequest>(std::string(kListBreaks.name),
                                                              request);
  }
  absl::StatusOr<v1::Break> Acknowledge(const std::string& request,
                                        const std::string& principal = "machine/admin") {
    return Ask<v1::Break, v1::AcknowledgeBreakRequest>(std::string(kAcknowledgeBreak.name), request,
                                                       principal);
  }
  absl::StatusOr<v1::Break> Waive(const std::string& request, const std::string& principal) {
    return Ask<v1::Break, v1::WaiveBreakRequest>(std::string(kWaiveBreak.name), request, principal);
  }

  const base::VerifyingKey public_key_ = key_.Public();
  const ServiceParts parts_{
      .live = live_, .store = store_, .reconciler = reconciler_, .key = public_key_};
  FeedSource feed_source_{store_, live_};
  test::FakeDirectory directory_;
  std::unique_ptr<test::TestServer> server_;
  std::map<std::string, std::shared_ptr<grpc::Channel>> channels_;
};

TEST(Methods, EveryRpcHasItsRow) {
  EXPECT_THAT(test::CheckTable({v1::Run::descriptor()->file()}, kMethods), ::testing::IsEmpty());
}

TEST_F(ReconciliationServiceTest, ABreaksWay_FromTheRunThatFindsItToTheRunThatClosesIt) {
  const Defect defect = world_.Break(BreakClass::kAmount, 1, 0);
  ASSERT_OK_AND_ASSIGN(const v1::Run run, RunOverTheWire("mode: FULL request_id: 'r1'"));
  EXPECT_EQ(run.requester(), "machine/admin");
  EXPECT_EQ(run.opened_count(), 1);
  EXPECT_EQ(run.checks_size(), static_cast<int>(Checks().size()));
  EXPECT_EQ(run.certificate(), "certificates/00000001");

  ASSERT_OK_AND_ASSIGN(const v1::ListBreaksResponse breaks,
                       Breaks("check: 'checks/income-line' break_class: AMOUNT"));
  ASSERT_EQ(breaks.breaks_size(), 1);
  const v1::Break& found = breaks.breaks(0);
  EXPECT_EQ(found.left_value(), "60000.01");
  EXPECT_EQ(found.right_value(), "60000.00");
  EXPECT_EQ(found.state(), v1::OPEN);
  EXPECT_EQ(found.opened_by(), run.name());

  const std::string named = "name: '" + found.name() + "' request_id: ";
  ASSERT_OK_AND_ASSIGN(const v1::Break acknowledged, Acknowledge(named + "'a' note: 'asked'"));
  EXPECT_EQ(acknowledged.owner(), "machine/admin");
  EXPECT_EQ(acknowledged.acknowledgement().note(), "asked");
  ASSERT_OK(Waive(named + "'w' reason: 'misprint' approver: 'machine/reviewer'", "machine/admin"));
  EXPECT_STATUS(Waive(named + "'x' approve: true", "machine/admin"),
                Refuses(StatusCode::kFailedPrecondition, "MAKER_IS_CHECKER"));
  ASSERT_OK_AND_ASSIGN(const v1::Break waived,
                       Waive(named + "'y' approve: true", "machine/reviewer"));
  EXPECT_EQ(waived.state(), v1::WAIVED);
  EXPECT_EQ(waived.waiver().maker(), "machine/admin");

  defect.put_right();
  ASSERT_OK_AND_ASSIGN(const v1::Run last, RunOverTheWire("mode: FULL request_id: 'r2'"));
  EXPECT_EQ(last.closed_count(), 1);
  const auto explanation = Ask<v1::BreakExplanation, v1::ExplainBreakRequest>(
      std::string(kExplainBreak.name), "name: '" + found.name() + "'");
  ASSERT_OK(explanation);
  EXPECT_EQ(explanation->found().state(), v1::CLOSED);
  EXPECT_EQ(explanation->found().closed_by(), last.name());
  EXPECT_EQ(explanation->check().rule(), 4);
  EXPECT_EQ(explanation->history_size(), 5);
  EXPECT_EQ(explanation->opened_by().name(), run.name());
}

TEST_F(ReconciliationServiceTest, RunsAndCertificates_AreReadAndVerified) {
  ASSERT_OK(RunOverTheWire("mode: FULL request_id: 'r1'"));
  ASSERT_OK(RunOverTheWire("mode: INCREMENTAL checks: 'checks/fund-in-order' request_id: 'r2'",
                           "machine/auditor"));
  const auto runs =
      Ask<v1::ListRunsResponse, v1::ListRunsRequest>(std::string(kListRuns.name), "page_size: 1");
  ASSERT_OK(runs);
  EXPECT_EQ(runs->runs_size(), 1);
  EXPECT_FALSE(runs->next_page_token().empty());
  EXPECT_OK((Ask<v1::Run, v1::GetRunRequest>(std::string(kGetRun.name),
                                             "name: '" + runs->runs(0).name() + "'")));
  const auto certificates = Ask<v1::ListCertificatesResponse, v1::ListCertificatesRequest>(
      std::string(kListCertificates.name), "");
  ASSERT_OK(certificates);
  ASSERT_EQ(certificates->certificates_size(), 2);
  std::string text;
  for (const v1::Certificate& each : certificates->certificates()) text += each.text();
  const auto verified = Ask<v1::VerifyCertificateResponse, v1::VerifyCertificateRequest>(
      std::string(kVerifyCertificate.name), "name: 'certificates/00000002'", "machine/auditor");
  ASSERT_OK(verified);
  EXPECT_EQ(verified->certificates_checked(), 2);
  EXPECT_EQ(verified->problem(), "");
  const auto key = base::VerifyingKey::FromPem(verified->public_key());
  ASSERT_OK(key);
  EXPECT_EQ(base::VerifyChain(kCertificateDomain, base::LinksFromText(text), {.key = &*key}),
            std::nullopt);
  EXPECT_OK((Ask<v1::Certificate, v1::GetCertificateRequest>(std::string(kGetCertificate.name),
                                                             "name: 'certificates/00000001'")));
  EXPECT_STATUS((Ask<v1::Certificate, v1::GetCertificateRequest>(std::string(kGetCertificate.name),
                                                                 "name: 'certificates/00000009'")),
                Refuses(StatusCode::kNotFound, "CERTIFICATE_NOT_FOUND"));
  EXPECT_STATUS((Ask<v1::Run, v1::GetRunRequest>(std::string(kGetRun.name), "name: 'runs/x'")),
                Refuses(StatusCode::kNotFound, "RUN_NOT_FOUND"));
}

TEST_F(ReconciliationServiceTest, Feed_TellsRunsBreaksAndCertificates) {
  world_.Break(BreakClass::kAmount, 1, 0);
  ASSERT_OK(RunOverTheWire("mode: FULL request_id: 'r1'"));
  const auto page = Ask<feed::v1::ListChangesResponse, feed::v1::ListChangesRequest>(
      "cobuild.feed.v1.FeedService/ListChanges", "");
  ASSERT_OK(page);
  ASSERT_EQ(page->changes_size(), 3);
  EXPECT_TRUE(page->changes(0).resource().Is<v1::Break>());
  EXPECT_TRUE(page->changes(1).resource().Is<v1::Certificate>());
  EXPECT_TRUE(page->changes(2).resource().Is<v1::Run>());
}

TEST_F(ReconciliationServiceTest, Checks_AreAllThere) {
  const auto checks =
      Ask<v1::ListChecksResponse, v1::ListChecksRequest>(std::string(kListChecks.name), "");
  ASSERT_OK(checks);
  std::set<int> rules;
  for (const v1::Check& check : checks->checks()) {
    rules.insert(check.rule());
    EXPECT_FALSE(check.title_zh().empty());
    EXPECT_GT(check.needs_size(), 0);
  }
  EXPECT_EQ(rules, (std::set<int>{1, 2, 3, 4, 5, 6, 7}));
}

TEST_F(ReconciliationServiceTest, WrongRequests_NameEveryWrongField) {
  EXPECT_STATUS(RunOverTheWire(""), HasViolation("mode", "REQUIRED"));
  EXPECT_STATUS(RunOverTheWire(""), HasViolation("request_id", "REQUIRED"));
  EXPECT_STATUS(RunOverTheWire("mode: FULL request_id: 'r' checks: 'checks/none'"),
                HasViolation("checks[0]", "UNKNOWN_CHECK"));
  EXPECT_STATUS(RunOverTheWire("mode: FULL request_id: 'r' checks: 'checks/contributor' checks: "
                               "'checks/contributor'"),
                HasViolation("checks[1]", "DUPLICATE"));
  EXPECT_STATUS(Breaks("check: 'income-line'"), HasViolation("check", "MALFORMED"));
  EXPECT_STATUS(Acknowledge(""), HasViolation("name", "REQUIRED"));
  EXPECT_STATUS(Acknowledge(""), HasViolation("note", "REQUIRED"));
  EXPECT_STATUS(Waive("name: 'breaks/x' request_id: 'r'", "machine/admin"),
                HasViolation("approver", "REQUIRED"));
  EXPECT_STATUS(
      Waive("name: 'breaks/x' request_id: 'r' approve: true reason: 'r'", "machine/admin"),
      HasViolation("reason", "NOT_APPLICABLE"));
}

TEST_F(ReconciliationServiceTest, WhoMayNot_IsRefused) {
  EXPECT_STATUS(RunOverTheWire("mode: FULL request_id: 'r'", "machine/viewer"),
                Refuses(StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_STATUS(Acknowledge("name: 'breaks/x' note: 'n' request_id: 'r'", "machine/viewer"),
                Refuses(StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_STATUS(Waive("name: 'breaks/x' request_id: 'r' approve: true", "machine/auditor"),
                Refuses(StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
}

TEST_F(ReconciliationServiceTest, GrantOnAPartOfTheTree_OpensTheChecksAlone) {
  directory_.Grant("machine/district", "DISTRICT_ADMIN", scope::Bound::Division("420115000000"));
  ASSERT_OK(RunOverTheWire("mode: FULL request_id: 'r1'"));
  for (const rpc::Method& method : kMethods) {
    SCOPED_TRACE(method.name);
    // No request is as far as being looked at.
    const auto asked = Ask<v1::ListChecksResponse, v1::ListChecksRequest>(std::string(method.name),
                                                                          "", "machine/district");
    if (method.scope == rpc::Scope::kOpen) {
      EXPECT_EQ(method.name, kListChecks.name);
      EXPECT_OK(asked);
    } else {
      EXPECT_EQ(method.scope, rpc::Scope::kWhole);
      EXPECT_STATUS(asked, Refuses(StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
    }
  }
}

TEST_F(ReconciliationServiceTest, Metrics_TellWhatIsOpen) {
  obs::Metrics metrics;
  RunMetrics of_runs(metrics);
  world_.Break(BreakClass::kAmount, 1, 0);
  RunNow(RunMode::kFull);
  clock_.Advance(std::chrono::seconds(90));
  of_runs.Update(live_, clock_.Now());
  EXPECT_THAT(metrics.Render(), ::testing::HasSubstr("cobuild_reconciliation_open_breaks{check="
                                                     "\"income-line\",class=\"AMOUNT\"} 1"));
  EXPECT_THAT(metrics.Render(),
              ::testing::HasSubstr("cobuild_reconciliation_oldest_break_seconds 90"));
  sources_.Fail(Source::kRegistry, absl::UnavailableError("away"));
  RunNow(RunMode::kIncremental);
  of_runs.Update(live_, clock_.Now());
  EXPECT_THAT(metrics.Render(),
              ::testing::Not(::testing::HasSubstr("cobuild_reconciliation_not_compared_checks 0")));
}

}  // namespace
}  // namespace cobuild::reconciliation
