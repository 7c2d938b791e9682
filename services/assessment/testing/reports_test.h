// Stored reports over a store in memory and fake sources.
#pragma once

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

#include "common/testing/status_matchers.h"
#include "services/assessment/app/reports.h"
#include "services/assessment/app/testing/programme_example.h"
#include "services/assessment/store/memory/memory_store.h"

namespace cobuild::assessment {

inline constexpr base::Timestamp kReportNow{1'700'000'000'000'000};

inline ChangeRequest ReportRequest(const std::string& method, const std::string& id,
                                   const std::string& principal = "person/maker") {
  ChangeRequest change;
  change.reach = scope::Reach::Everything();
  change.request = {principal, method, id, {}};
  change.now = kReportNow;
  return change;
}

// A command whose report is computed by `generate`.
inline CreateReportCommand NewReportCommand(const std::string& id,
                                            GenerateProgrammeReportCommand generate = {}) {
  generate.now = kReportNow;
  generate.reach = scope::Reach::Everything();
  return {.id = id, .title = "2011 " + id, .generate = std::move(generate)};
}

class ReportsTest : public ::testing::Test {
 protected:
  ReportsTest() : claims_(ProgrammeClaims()) {
    CreateProgrammeMetrics(live_);
    LoadProgramme(sources_, DataOrigin::kExample);
  }

  absl::StatusOr<Record<Report>> Create(const std::string& id,
                                        const GenerateProgrammeReportCommand& generate = {}) {
    return CreateReport(live_, sources_, claims_, ReportRequest("Create", id),
                        NewReportCommand(id, generate));
  }
  absl::StatusOr<Record<Report>> Sign(const Record<Report>& report) {
    return SignReport(live_, ReportRequest("Sign", report.id, "person/signer"),
                      {report.id, report.facts.content_digest, ""});
  }
  absl::StatusOr<Record<Report>> Publish(const std::string& id) {
    return PublishReport(live_, ReportRequest("Publish", id), {id, ""});
  }
  // A published report.
  Record<Report> Published(const std::string& id) {
    EXPECT_OK(Sign(*Create(id)));
    return *Publish(id);
  }

  // One hollow village's income falls to 40,000.00 yuan.
  void CorrectRichest() {
    sources_.SetNow({FakeSources::kStart.micros + 1'000'000});
    sources_.PostIncome(kRichestHollowVillage, 2011, {-4'500'000}, DataOrigin::kExample);
  }

  int64_t Head() { return store_.ReadHead()->position; }

  const std::vector<Claim> claims_;
  MemoryStore store_;
  LiveAssessment live_{store_};
  FakeSources sources_;
};

}  // namespace cobuild::assessment
