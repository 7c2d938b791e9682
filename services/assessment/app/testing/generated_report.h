// Reports over the fake services, for tests of use cases.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>

#include "common/testing/status_matchers.h"
#include "services/assessment/app/generate_programme_report.h"
#include "services/assessment/app/testing/fake_sources.h"
#include "services/assessment/app/testing/programme_example.h"
#include "services/assessment/store/memory/memory_store.h"

namespace cobuild::assessment {

inline constexpr base::Timestamp kNow{1'700'000'000'000'000};
inline constexpr base::Timestamp kLater{FakeSources::kStart.micros + 1};

// A village that is in no category, neither in Jinkou nor in Shanpo, and kept its secretary.
inline constexpr char kOrdinaryVillage[] = "420115001301";

inline std::string ValueOf(const ClaimResult& result) {
  if (!result.figure || !result.figure->value) return "";
  return ToDecimal(*result.figure->value, LeastPlaces(result.figure->unit));
}

class GeneratedReportTest : public ::testing::Test {
 protected:
  absl::StatusOr<ProgrammeReport> TryGenerate(std::optional<base::Timestamp> known_at = {}) {
    return GenerateProgrammeReport(
        live_, sources_, ProgrammeClaims(),
        {.known_at = known_at, .now = kNow, .reach = scope::Reach::Everything()});
  }

  // The results by id; empty after a failure.
  std::map<std::string, ClaimResult> Generate(std::optional<base::Timestamp> known_at = {}) {
    std::map<std::string, ClaimResult> by_id;
    const auto report = TryGenerate(known_at);
    EXPECT_OK(report);
    if (!report.ok()) return by_id;
    for (const ClaimResult& result : report->claims) by_id.emplace(result.claim.id, result);
    EXPECT_EQ(by_id.size(), 46u);
    return by_id;
  }

  // As the service records a correction: the old lines reversed, then one of 49,000.00.
  void CorrectRichestTo49000() {
    sources_.SetNow(kLater);
    sources_.PostIncome(kRichestHollowVillage, 2011, {-2'000'000}, DataOrigin::kRecorded);
    sources_.PostIncome(kRichestHollowVillage, 2011, {-6'500'000}, DataOrigin::kRecorded);
    sources_.PostIncome(kRichestHollowVillage, 2011, {4'900'000}, DataOrigin::kRecorded);
  }

  MemoryStore store_;
  LiveAssessment live_{store_};
  FakeSources sources_;
};

}  // namespace cobuild::assessment
