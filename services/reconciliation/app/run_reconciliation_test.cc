#include "services/reconciliation/app/run_reconciliation.h"

#include "services/reconciliation/app/scheduled_runs.h"
#include "services/reconciliation/app/testing/reconciling_test.h"
#include "services/reconciliation/app/verify_certificate.h"
#include "services/reconciliation/domain/certificate.h"

namespace cobuild::reconciliation {
namespace {

using absl::StatusCode;
using test::Refuses;

class RunReconciliationTest : public ReconcilingTest {
 protected:
  RunReconciliationTest() {
    for (int number = 0; number < 3; ++number) world_.Add(number);
  }

  Verification Verify() {
    const base::VerifyingKey key = key_.Public();
    const absl::StatusOr<Verification> verification = VerifyCertificate(live_, store_, key, "");
    EXPECT_OK(verification);
    return verification.value_or(Verification{});
  }
};

TEST_F(RunReconciliationTest, EverythingAgrees_IsEqualUpToThePositionsOfAllFeeds) {
  const RunFacts run = RunNow(RunMode::kFull);
  EXPECT_EQ(run.checks.size(), Checks().size());
  for (const CheckResult& check : run.checks) {
    EXPECT_EQ(check.result, Result::kEqual) << check.check;
  }
  EXPECT_EQ(ResultOf(run, "project-villages").compared, 3);
  EXPECT_GT(run.registry, 0);
  EXPECT_GT(run.finance, 0);
  EXPECT_GT(run.projects, 0);
  EXPECT_EQ(run.assessment, 3);
  EXPECT_EQ(run.certificate, "00000001");
}

TEST_F(RunReconciliationTest, NothingHasChanged_IncrementalRunLooksAtNothing) {
  RunNow(RunMode::kFull);
  const RunFacts run = RunNow(RunMode::kIncremental);
  EXPECT_EQ(ResultOf(run, "project-villages").compared, 0);
  EXPECT_EQ(ResultOf(run, "project-villages").result, Result::kEqual);
}

TEST_F(RunReconciliationTest, SourceIsAway_ItsChecksAreNotComparedAndBreaksStay) {
  const Defect defect = world_.Break(BreakClass::kState, 1, 0);
  RunNow(RunMode::kFull);
  ASSERT_EQ(OpenOnes(), defect.found);
  const Defect another = world_.Break(BreakClass::kMissing, 2, 0);
  sources_.Fail(Source::kRegistry, absl::UnavailableError("cut off"));
  const RunFacts away = RunNow(RunMode::kFull);
  for (const CheckResult& check : away.checks) {
    const bool needs_registry = FindCheck(check.check)->needs.Has(Source::kRegistry);
    EXPECT_EQ(check.result == Result::kNotCompared, needs_registry) << check.check;
    if (needs_registry) EXPECT_EQ(check.reason, "registry: UNAVAILABLE");
  }
  EXPECT_EQ(OpenOnes(), defect.found) << "neither lost nor doubled, and none found";

  sources_.Fail(Source::kRegistry, absl::OkStatus());
  std::set<Found> both = defect.found;
  both.insert(another.found.begin(), another.found.end());
  EXPECT_EQ(NotCompared(RunNow(RunMode::kFull)), 0);
  EXPECT_EQ(OpenOnes(), both);
}

TEST_F(RunReconciliationTest, SourceIsCutOffInMidRun_NothingOfItIsEqual_AndTheNextRunFinishes) {
  for (int number = 3; number < 40; ++number) world_.Add(number);
  int answers = 0;
  sources_.before_answer = [&] {
    if (++answers == 3) sources_.Fail(Source::kFinance, absl::UnavailableError("killed"));
  };
  const RunFacts cut_off = RunNow(RunMode::kIncremental);
  for (const CheckResult& check : cut_off.checks) {
    EXPECT_EQ(check.result == Result::kNotCompared,
              FindCheck(check.check)->needs.Has(Source::kFinance))
        << check.check;
  }
  sources_.before_answer = nullptr;
  sources_.Fail(Source::kFinance, absl::OkStatus());
  const RunFacts finished = RunNow(RunMode::kIncremental);
  EXPECT_EQ(NotCompared(finished), 0);
  EXPECT_EQ(ResultOf(finished, "income-line").compared, 40);
}

TEST_F(RunReconciliationTest, FeedIsShorterThanBefore_IsReadAnew) {
  RunNow(RunMode::kIncremental);
  sources_.Shorten(Source::kProjects, 1);
  const RunFacts run = RunNow(RunMode::kIncremental);
  EXPECT_EQ(NotCompared(run), 0);
  EXPECT_EQ(ResultOf(run, "project-villages").compared, 3) << "everything is looked at";
}

TEST_F(RunReconciliationTest, SomeChecks_LeaveTheOthersForTheNextRun) {
  RunNow(RunMode::kIncremental);
  const auto name = std::string("projects/p-1");
  auto project = sources_.Get<Project>(Source::kProjects, name);
  project.campaign = "campaigns/nowhere";
  sources_.Put(Source::kProjects, name, project);
  EXPECT_EQ(RunNow(RunMode::kIncremental, {"project-sponsor"}).checks.size(), 1U);
  EXPECT_TRUE(OpenOnes().empty());
  RunNow(RunMode::kIncremental);
  EXPECT_EQ(OpenOnes(), (std::set<Found>{{"project-campaign", name, "MISSING"}}));
}

TEST_F(RunReconciliationTest, SameRequestAgain_IsAnsweredWithTheSameRun) {
  const auto again = [&] {
    return reconciler_.RunReconciliation(RequestBy("machine/test", "same"), {RunMode::kFull, {}},
                                         std::chrono::steady_clock::now());
  };
  ASSERT_OK_AND_ASSIGN(const Record<RunFacts> first, again());
  const int pages = sources_.pages();
  ASSERT_OK_AND_ASSIGN(const Record<RunFacts> second, again());
  EXPECT_EQ(first, second);
  EXPECT_EQ(sources_.pages(), pages) << "nobody was asked";
  EXPECT_STATUS(
      reconciler_.RunReconciliation(RequestBy("machine/test", "same"), {RunMode::kIncremental, {}},
                                    std::chrono::steady_clock::now()),
      Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(RunReconciliationTest, AnotherHoldsTheLease_IsRefusedUntilItRunsOut) {
  ASSERT_OK_AND_ASSIGN(RunLease other, RunLease::Take(live_, clock_, "other"));
  EXPECT_STATUS(TryRun(RunMode::kFull),
                Refuses(StatusCode::kFailedPrecondition, "RUN_IN_PROGRESS"));
  clock_.Advance(kLeaseTime);
  EXPECT_GT(RunNow(RunMode::kFull).lease_token, other.token());
  EXPECT_STATUS(other.Keep(live_, clock_), Refuses(StatusCode::kAborted, "LEASE_LOST"));
}

TEST_F(RunReconciliationTest, LeaseIsTakenOverInMidRun_NothingIsRecorded) {
  bool taken = false;
  sources_.before_answer = [&] {
    if (taken) return;
    taken = true;
    clock_.Advance(kLeaseTime);
    ASSERT_OK(RunLease::Take(live_, clock_, "other"));
  };
  EXPECT_STATUS(TryRun(RunMode::kFull), Refuses(StatusCode::kAborted, "LEASE_LOST"));
  EXPECT_EQ(live_.Read([](const Reconciliation& state) { return state.position(); }), 0);
  sources_.before_answer = nullptr;
  clock_.Advance(kLeaseTime);
  EXPECT_EQ(RunNow(RunMode::kFull).certificate, "00000001");
}

TEST_F(RunReconciliationTest, PublishedReport_ReplaysOrIsExplainedByACorrection) {
  const ReportClaims frozen = {{"F21", {"33340000", "PROVEN", "gross@1", "perimeters/p"}}};
  RunNow(RunMode::kFull);
  const RunFacts before = RunNow(RunMode::kFull);
  sources_.Put(Source::kAssessment, "reports/y/content",
               FrozenReport{frozen, {before.registry, before.finance, before.projects, 1}});
  sources_.Put(Source::kAssessment, "reports/y", Report{.is_published = true});
  sources_.recomputed = {frozen, frozen};
  RunNow(RunMode::kIncremental);
  EXPECT_TRUE(OpenOnes().empty());

  sources_.recomputed.now.at("F21").value = "33340001";
  RunNow(RunMode::kIncremental);
  EXPECT_EQ(OpenOnes(), (std::set<Found>{{"report-corrected", "reports/y", "AMOUNT"}}));
  sources_.Put(Source::kFinance, "villages/1/incomes/2011-x", Income{"villages/1", 2011, {}, ""},
               /*is_correction=*/true);
  RunNow(RunMode::kIncremental, {"report-corrected", "report-replays"});
  EXPECT_TRUE(OpenOnes().empty()) << "a dated correction explains it";

  sources_.recomputed.then.at("F21").perimeter = "perimeters/q";
  RunNow(RunMode::kIncremental, {"report-corrected", "report-replays"});
  EXPECT_EQ(OpenOnes(), (std::set<Found>{{"report-replays", "reports/y", "PERIMETER"}}));
}

TEST_F(RunReconciliationTest, LedgerLineAcrossLedgers_DoesNotBalance) {
  sources_.Put(Source::kFinance, "ledgers/a/transfers/t",
               Transfer{"ledgers/a/accounts/1", "ledgers/b/accounts/1", {5}});
  RunNow(RunMode::kFull);
  EXPECT_EQ(OpenOnes(), (std::set<Found>{{"ledger-balances", "ledgers/a", "AMOUNT"},
                                         {"ledger-balances", "ledgers/b", "AMOUNT"}}));
}

TEST_F(RunReconciliationTest, HollowVillage_NeedsPostingsAndAProject) {
  const std::string village = "villages/420115000009";
  sources_.SetNow({kNow.micros - 60 * kDayMicros});
  sources_.Put(Source::kRegistry, village + "/episodes/1",
               Episode{Episode::Category::kHollowEconomy, village, {2010, 1, 1}, std::nullopt});
  sources_.Put(Source::kRegistry, "postings/a",
               Posting{Posting::Role::kCapablePerson, village, {2010, 1, 1}, std::nullopt, true});
  sources_.Put(Source::kRegistry, "postings/b",
               Posting{Posting::Role::kContactLeader, village, {2010, 1, 1}, {{2012, 1, 1}}, true});
  RunNow(RunMode::kFull);
  EXPECT_EQ(OpenOnes(), (std::set<Found>{{"three-ones", village, "MISSING"},
                                         {"three-ones", village, "STATE"}}));
  ASSERT_EQ(OpenBreaks().size(), 2U);
}

// ---- certificates ----

TEST_F(RunReconciliationTest, EveryRun_LeavesACertificateThatSaysWhatItCompared) {
  const RunFacts first = RunNow(RunMode::kFull);
  const RunFacts second = RunNow(RunMode::kIncremental);
  EXPECT_EQ(second.certificate, "00000002");
  EXPECT_EQ(Verify().checked, 2);
  EXPECT_EQ(Verify().fault, std::nullopt);
  const auto record =
      records::GetRecord<Certificate>(live_, {"00000001", {}, scope::Reach::Everything()}, "");
  ASSERT_OK(record);
  EXPECT_THAT(record->facts.content, ::testing::HasSubstr("mode: FULL\n"));
  EXPECT_THAT(record->facts.content,
              ::testing::HasSubstr("registry " + std::to_string(first.registry)));
  EXPECT_THAT(record->facts.content, ::testing::HasSubstr("check project-villages: EQUAL"));
  const base::VerifyingKey key = key_.Public();
  EXPECT_EQ(base::VerifyChain(kCertificateDomain, base::LinksFromText(TextOf(record->facts)),
                              {.key = &key}),
            std::nullopt);
}

TEST_F(RunReconciliationTest, CertificateOfAnotherKey_IsFoundAndPlaced) {
  RunNow(RunMode::kFull);
  RunNow(RunMode::kFull);
  const auto foreign = base::VerifyingKey::FromPem(
      "-----BEGIN PUBLIC KEY-----\n"
      "MCowBQYDK2VwAyEAE8lzvVQ33TrjnyiJVKGiNAyFy1BlJpnuWB56Ozi+2PQ=\n"
      "-----END PUBLIC KEY-----\n");
  ASSERT_OK(foreign);
  ASSERT_OK_AND_ASSIGN(const Verification verification,
                       VerifyCertificate(live_, store_, *foreign, "00000002"));
  ASSERT_TRUE(verification.fault.has_value());
  EXPECT_EQ(verification.fault->number, 1);
  EXPECT_STATUS(VerifyCertificate(live_, store_, *foreign, "00000009"),
                Refuses(StatusCode::kNotFound, "CERTIFICATE_NOT_FOUND"));
}

// ---- schedule ----

TEST_F(RunReconciliationTest, ScheduledRun_IsMadeOnceByWhoeverComesFirst) {
  const absl::StatusOr<Schedule> hourly = Schedule::Parse("0 * * * *");
  ASSERT_OK(hourly);
  ScheduledRuns one(reconciler_, *hourly, RunMode::kFull, kNow);
  ScheduledRuns two(reconciler_, *hourly, RunMode::kFull, kNow);
  const auto last_certificate = [&] {
    return live_.Read([](const Reconciliation& state) { return LastCertificate(state).number; });
  };
  EXPECT_OK(one.Round(clock_.Now()));
  EXPECT_EQ(last_certificate(), 0) << "not due yet";
  clock_.Advance(std::chrono::minutes(61));
  EXPECT_OK(one.Round(clock_.Now()));
  EXPECT_OK(two.Round(clock_.Now()));
  EXPECT_OK(one.Round(clock_.Now()));
  EXPECT_EQ(last_certificate(), 1);
}

}  // namespace
}  // namespace cobuild::reconciliation
