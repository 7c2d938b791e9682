#include "services/finance/engine/queue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "services/finance/engine/testing/commands.h"

namespace cobuild::finance {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Admission = SubmissionQueue::Admission;

Submission Of(size_t transfers) {
  Submission submission;
  for (size_t i = 0; i < transfers; ++i) {
    submission.items.push_back({Move("a", "t" + std::to_string(i), "x", "y", 1), false});
  }
  return submission;
}

Admission Push(SubmissionQueue& queue, size_t transfers) {
  Submission submission = Of(transfers);
  return queue.Push(submission);
}

std::vector<size_t> SizesOf(const std::vector<Submission>& group) {
  std::vector<size_t> sizes;
  for (const Submission& submission : group) sizes.push_back(submission.items.size());
  return sizes;
}

TEST(SubmissionQueue, TakesWhatWaitsUpToTheLimit) {
  SubmissionQueue queue(100);
  for (const size_t transfers : {3, 4, 5}) ASSERT_EQ(Push(queue, transfers), Admission::kTaken);
  EXPECT_THAT(SizesOf(queue.TakeGroup(8)), ElementsAre(3, 4));
  EXPECT_THAT(SizesOf(queue.TakeGroup(8)), ElementsAre(5));
}

TEST(SubmissionQueue, NeverSplitsASubmission) {
  SubmissionQueue queue(100);
  Push(queue, 20);
  Push(queue, 1);
  EXPECT_THAT(SizesOf(queue.TakeGroup(8)), ElementsAre(20));
  EXPECT_THAT(SizesOf(queue.TakeGroup(8)), ElementsAre(1));
}

TEST(SubmissionQueue, Full_RefusesAndLeavesTheSubmissionAlone) {
  SubmissionQueue queue(10);
  EXPECT_EQ(Push(queue, 10), Admission::kTaken);
  Submission submission = Of(1);
  EXPECT_EQ(queue.Push(submission), Admission::kFull);
  EXPECT_THAT(submission.items, SizeIs(1));
  queue.TakeGroup(100);
  EXPECT_EQ(queue.Push(submission), Admission::kTaken);
}

TEST(SubmissionQueue, CountsEntriesNotCommands) {
  SubmissionQueue queue(33);
  Submission submission;
  submission.items.push_back({VillageLedger("420115002201"), false});  // 34 entries
  EXPECT_EQ(queue.Push(submission), Admission::kFull);
}

TEST(SubmissionQueue, Closed_RefusesButGivesWhatWaits) {
  SubmissionQueue queue(10);
  Push(queue, 1);
  queue.Close();
  EXPECT_EQ(Push(queue, 1), Admission::kClosed);
  EXPECT_THAT(queue.TakeGroup(8), SizeIs(1));
  EXPECT_THAT(queue.TakeGroup(8), IsEmpty());
}

TEST(SubmissionQueue, Close_WakesWhoWaits) {
  SubmissionQueue queue(10);
  std::thread closer([&] { queue.Close(); });
  EXPECT_THAT(queue.TakeGroup(8), IsEmpty());
  closer.join();
}

}  // namespace
}  // namespace cobuild::finance
