// A poster over a store in memory, and callers that wait for their answers.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <deque>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "common/obs/metrics.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "services/finance/engine/poster.h"
#include "services/finance/engine/testing/commands.h"
#include "services/finance/store/memory/memory_store.h"

namespace cobuild::finance {

inline constexpr char kVillage[] = "420115002201";

// One command of a chain or by itself.
inline Item Alone(Command command) { return {std::move(command), false}; }
inline Item Linked(Command command) { return {std::move(command), true}; }

using Answer = absl::StatusOr<Results>;

// Hands `submission` in; the answer comes in time.
inline std::future<Answer> Submit(Poster& poster, std::vector<Item> items,
                                  bool validate_only = false) {
  auto promise = std::make_shared<std::promise<Answer>>();
  std::future<Answer> answer = promise->get_future();
  poster.Submit({.items = std::move(items),
                 .actor = "machine/test",
                 .validate_only = validate_only,
                 .deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1),
                 .done = [promise](Answer results) { promise->set_value(std::move(results)); }});
  return answer;
}

class PosterFixture : public ::testing::Test {
 protected:
  std::unique_ptr<Poster> MakePoster(std::unique_ptr<Writer> writer, PosterOptions options = {}) {
    return std::make_unique<Poster>(
        std::move(writer), records_.emplace_back(), clock_, metrics_,
        [this](int64_t head) { committed_ = head; }, options);
  }
  std::unique_ptr<Poster> MakePoster(PosterOptions options = {}) {
    return MakePoster(store_.MakeWriter(), options);
  }

  // One command by itself through `poster`.
  static absl::StatusOr<Outcome> PostOne(Poster& poster, Command command,
                                         bool validate_only = false) {
    Answer answer = Submit(poster, {Alone(std::move(command))}, validate_only).get();
    if (!answer.ok()) return answer.status();
    return std::move((*answer)[0]);
  }
  // The same; it is accepted.
  static Outcome Accept(Poster& poster, Command command) {
    absl::StatusOr<Outcome> outcome = PostOne(poster, std::move(command));
    EXPECT_OK(outcome);
    return outcome.value_or(Outcome());
  }
  static Results PostAll(Poster& poster, std::vector<Item> items, bool validate_only = false) {
    Answer answer = Submit(poster, std::move(items), validate_only).get();
    EXPECT_OK(answer);
    return *std::move(answer);
  }

  int64_t HeadPosition() { return store_reader().ReadHead()->position; }
  Account AccountOf(const std::string& ledger, const std::string& id) {
    const auto found = store_reader().FindAccount({ledger, id});
    EXPECT_TRUE(found.ok() && found->has_value()) << ledger << " " << id;
    return **found;
  }
  // Every position there, each digest following from the one before, debits equal to credits.
  void ExpectSound();

  Reader& store_reader() { return store_.reader(); }

  MemoryStore store_;
  std::deque<LiveRecords> records_;  // of each poster, as if it were alone in its process
  test::FakeClock clock_{{1'000'000}};
  obs::Metrics registry_;
  PosterMetrics metrics_{registry_};
  std::atomic<int64_t> committed_{0};
};

// A poster over a ledger "a" without a chart, with the accounts x, y, and capped, whose debits must
// not exceed its credits. Its test ends with sound books.
class PosterTest : public PosterFixture {
 public:
  ~PosterTest() override { ExpectSound(); }

 protected:
  PosterTest();

  std::unique_ptr<Poster> poster_ = MakePoster();
};

inline int64_t PositionOf(const absl::StatusOr<Outcome>& outcome) {
  EXPECT_OK(outcome);
  return std::get<Stamp>(*outcome).position;
}

}  // namespace cobuild::finance
