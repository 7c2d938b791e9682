// Tests that make runs: a programme in memory, and a reconciler over a store in memory.
#pragma once

#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "common/base/signature.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "services/reconciliation/app/breaks.h"
#include "services/reconciliation/app/run_reconciliation.h"
#include "services/reconciliation/app/testing/fake_sources.h"
#include "services/reconciliation/app/testing/world.h"
#include "services/reconciliation/store/memory/memory_store.h"

namespace cobuild::reconciliation {

// Made for tests: openssl genpkey -algorithm ed25519.
inline base::SigningKey KeyForTests() {
  return *base::SigningKey::FromPem(
      "-----BEGIN PRIVATE KEY-----\n"
      "MC4CAQAwBQYDK2VwBCIEIBwwjrX9NvgU+VEEOZ7vahwe6iZWkqBDHxk+NfPa04Mg\n"
      "-----END PRIVATE KEY-----\n");
}

// gtest's Test has a Run of its own.
using RunFacts = Run;

inline ChangeRequest RequestBy(const std::string& principal, const std::string& id,
                               base::Timestamp now = kNow) {
  ChangeRequest change;
  change.reach = scope::Reach::Everything();
  change.request.principal = principal;
  change.request.method = "test";
  change.request.id = id;
  change.now = now;
  return change;
}

class ReconcilingTest : public ::testing::Test {
 protected:
  absl::StatusOr<Record<RunFacts>> TryRun(RunMode mode,
                                          const std::vector<std::string>& checks = {}) {
    return reconciler_.RunReconciliation(
        RequestBy("machine/test", "run-" + std::to_string(++requests_)), {mode, checks},
        std::chrono::steady_clock::now());
  }
  // The run, which must be recorded.
  RunFacts RunNow(RunMode mode, const std::vector<std::string>& checks = {}) {
    const absl::StatusOr<Record<RunFacts>> run = TryRun(mode, checks);
    EXPECT_OK(run);
    return run.ok() ? run->facts : RunFacts{};
  }
  std::vector<Record<Break>> OpenBreaks() const {
    std::vector<Record<Break>> breaks;
    live_.Read([&](const Reconciliation& state) {
      ForEachOpenBreak(state, [&](const Record<Break>& record) { breaks.push_back(record); });
    });
    return breaks;
  }
  std::set<Found> OpenOnes() const {
    std::set<Found> found;
    for (const Record<Break>& record : OpenBreaks()) {
      found.emplace(record.facts.check, record.facts.place,
                    std::string(NameOf(record.facts.break_class)));
    }
    return found;
  }
  static int64_t NotCompared(const RunFacts& run) {
    return std::ranges::count(run.checks, Result::kNotCompared, &CheckResult::result);
  }
  static const CheckResult& ResultOf(const RunFacts& run, std::string_view check) {
    return *std::ranges::find(run.checks, check, &CheckResult::check);
  }

  MemoryStore store_;
  LiveReconciliation live_{store_};
  FakeSources sources_;
  World world_{sources_};
  test::FakeClock clock_{kNow};
  const base::SigningKey key_ = KeyForTests();
  Reconciler reconciler_{{.live = live_, .sources = sources_, .key = key_, .clock = clock_}};
  int requests_ = 0;
};

}  // namespace cobuild::reconciliation
