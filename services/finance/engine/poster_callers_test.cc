#include "services/finance/engine/poster.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "services/finance/engine/testing/poster_fixture.h"

namespace cobuild::finance {
namespace {

using ::absl::StatusCode;
using ::cobuild::test::HasCode;
using ::cobuild::test::Refuses;

TEST_F(PosterTest, ManyCallersAtOnce_EachGetTheirOwnAnswer) {
  std::vector<std::future<Answer>> answers;
  for (int i = 0; i < 500; ++i) {
    answers.push_back(Submit(*poster_, {Alone(Move("a", "m" + std::to_string(i), "x", "y", 1))}));
  }
  std::set<int64_t> positions;
  for (auto& answer : answers) positions.insert(PositionOf((*answer.get())[0]));
  EXPECT_EQ(positions.size(), 500u);
  EXPECT_EQ(*positions.rbegin() - *positions.begin(), 499);
  EXPECT_EQ(AccountOf("a", "x").debits.value, 500);
}

TEST_F(PosterTest, Expired_IsNotDecided) {
  std::promise<Answer> promise;
  poster_->Submit({.items = {Alone(Move("a", "t1", "x", "y", 1))},
                   .actor = "machine/test",
                   .validate_only = false,
                   .deadline = std::chrono::steady_clock::now() - std::chrono::seconds(1),
                   .done = [&](Answer answer) { promise.set_value(std::move(answer)); }});
  EXPECT_STATUS(promise.get_future().get(), HasCode(StatusCode::kDeadlineExceeded));
  EXPECT_EQ(HeadPosition(), 4);
}

TEST_F(PosterTest, Stop_AnswersWhatWaitsAndTakesNothingMore) {
  std::vector<std::future<Answer>> answers;
  for (int i = 0; i < 100; ++i) {
    answers.push_back(Submit(*poster_, {Alone(Move("a", "m" + std::to_string(i), "x", "y", 1))}));
  }
  poster_->Stop();
  for (auto& answer : answers) EXPECT_OK(answer.get());
  EXPECT_STATUS(PostOne(*poster_, Move("a", "late", "x", "y", 1)),
                Refuses(StatusCode::kUnavailable, "DRAINING"));
}

TEST_F(PosterTest, TimeThatGoesBack_IsNotFollowed) {
  Accept(*poster_, Move("a", "t1", "x", "y", 1));
  clock_.Set({5});
  Accept(*poster_, Move("a", "t2", "x", "y", 1));
  const auto entries = *store_reader().ListEntries(4, 10);
  EXPECT_GT(entries[1].stamp.time, entries[0].stamp.time);
}

// ---- another process on the same books ----

TEST_F(PosterTest, TwoPosters_SeeEachOthersBalancesAndIds) {
  const auto other = MakePoster();
  Accept(*poster_, Move("a", "in", "x", "capped", 100));
  EXPECT_OK(PostOne(*other, Move("a", "out", "capped", "y", 60)));
  EXPECT_STATUS(PostOne(*poster_, Move("a", "out2", "capped", "y", 60)),
                Refuses(StatusCode::kFailedPrecondition, "DEBIT_LIMIT_EXCEEDED"));
  EXPECT_OK(PostOne(*other, Move("a", "in", "x", "capped", 100)));
  EXPECT_EQ(AccountOf("a", "capped").credits.value, 100);
  Accept(*other, Move("a", "more", "x", "capped", 20));
  EXPECT_OK(PostOne(*poster_, Move("a", "out2", "capped", "y", 60)));
}

TEST_F(PosterTest, TwoPosters_ClosedByOne_IsClosedToTheOther) {
  const auto other = MakePoster();
  Accept(*other, Move("a", "t1", "x", "y", 1));
  Accept(*other, Move("a", "t2", "y", "x", 1));
  Accept(*poster_, Command(CloseAccount{"a", "x"}));
  EXPECT_STATUS(PostOne(*other, Move("a", "t3", "x", "y", 1)),
                Refuses(StatusCode::kFailedPrecondition, "DEBIT_ACCOUNT_CLOSED"));
}

TEST_F(PosterTest, TwoPosters_PostingTogether_LoseNothing) {
  const auto other = MakePoster();
  std::vector<std::thread> callers;
  for (int caller = 0; caller < 4; ++caller) {
    callers.emplace_back([&, caller] {
      Poster& mine = caller % 2 == 0 ? *poster_ : *other;
      for (int i = 0; i < 200; ++i) {
        const std::string id = "c" + std::to_string(caller) + "-" + std::to_string(i);
        EXPECT_OK(PostOne(mine, Move("a", id, i % 2 == 0 ? "x" : "y", i % 2 == 0 ? "y" : "x", 1)));
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(HeadPosition(), 4 + 800);
  EXPECT_EQ(AccountOf("a", "x").debits.value, 400);
  EXPECT_EQ(AccountOf("a", "x").credits.value, 400);
}

TEST_F(PosterTest, SmallCache_ForgetsAndLoadsAgain) {
  const auto small = MakePoster({.cached_accounts = 2});
  for (int i = 0; i < 20; ++i) {
    EXPECT_OK(PostOne(*small, Move("a", "s" + std::to_string(i), "x", "y", 1)));
    EXPECT_OK(PostOne(*small, Move("a", "c" + std::to_string(i), "y", "capped", 1)));
  }
  EXPECT_EQ(AccountOf("a", "y").credits.value, 20);
  EXPECT_EQ(AccountOf("a", "y").debits.value, 20);
}

}  // namespace
}  // namespace cobuild::finance
