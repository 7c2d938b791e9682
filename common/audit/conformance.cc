#include "common/audit/conformance.h"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "common/audit/testing.h"
#include "common/audit/verify_trail.h"
#include "common/testing/status_matchers.h"

namespace cobuild::audit {

using test::IsOkAndHolds;
using ::testing::IsEmpty;
using ::testing::SizeIs;

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RefusalLogConformance);

TEST_P(RefusalLogConformance, EmptyLog_HasNothing) {
  EXPECT_THAT(log().ReadHead(), IsOkAndHolds(base::ChainEnd{}));
  EXPECT_THAT(log().Read(0, 10), IsOkAndHolds(IsEmpty()));
  EXPECT_OK(log().Append({}));
  EXPECT_THAT(log().ReadHead(), IsOkAndHolds(base::ChainEnd{}));
}

TEST_P(RefusalLogConformance, Append_NumbersAndChains) {
  Record first = ExampleRecord(Form::kRefusal, 41);
  Record second = ExampleRecord(Form::kRefusal, 42);
  second.resource_name = "";
  second.reason = "理由";
  ASSERT_OK(log().Append({first}));
  ASSERT_OK(log().Append({second, first}));

  base::ChainEnd last;
  std::vector<Record> expected = {first, second, first};
  for (Record& record : expected) Chain(Form::kRefusal, last, record);
  EXPECT_THAT(log().Read(0, 10), IsOkAndHolds(expected));
  EXPECT_THAT(log().ReadHead(), IsOkAndHolds(last));
}

TEST_P(RefusalLogConformance, Read_PagesWithoutGap) {
  ASSERT_OK(log().Append(std::vector(5, ExampleRecord(Form::kRefusal, 1))));
  ASSERT_OK_AND_ASSIGN(const auto middle, log().Read(2, 2));
  ASSERT_THAT(middle, SizeIs(2));
  EXPECT_EQ(middle[0].number, 3);
  EXPECT_EQ(middle[1].number, 4);
  EXPECT_THAT(log().Read(4, 10), IsOkAndHolds(SizeIs(1)));
  EXPECT_THAT(log().Read(5, 10), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(log().Read(1'000, 10), IsOkAndHolds(IsEmpty()));
}

TEST_P(RefusalLogConformance, LongestTexts_AreKeptWhole) {
  Record record = ExampleRecord(Form::kRefusal, 1);
  const auto repeat = [](size_t times) {
    std::string text;
    for (size_t i = 0; i < times; ++i) text += "山";
    return text;
  };
  record.actor = repeat(128);
  record.peer = repeat(64);
  record.method = repeat(128);
  record.resource_name = repeat(255);
  record.request_id = repeat(64);
  record.reason = repeat(64);
  ASSERT_OK(log().Append({record}));
  ASSERT_OK_AND_ASSIGN(const auto read, log().Read(0, 1));
  EXPECT_EQ(read[0].actor, record.actor);
  EXPECT_EQ(read[0].resource_name, record.resource_name);
  EXPECT_EQ(read[0].reason, record.reason);
}

TEST_P(RefusalLogConformance, ManyWriters_MakeOneChain) {
  constexpr int kThreads = 4;
  constexpr int kAppends = 10;
  std::vector<std::thread> writers;
  for (int thread = 0; thread < kThreads; ++thread) {
    writers.emplace_back([&, thread] {
      for (int i = 0; i < kAppends; ++i) {
        EXPECT_OK(log().Append(std::vector(2, ExampleRecord(Form::kRefusal, thread))));
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  ASSERT_OK_AND_ASSIGN(const TrailCheck check, VerifyTrail(log(), 1, 0, [] { return false; }));
  EXPECT_EQ(check.records_checked, kThreads * kAppends * 2);
  EXPECT_EQ(check.broken, std::nullopt);
}

}  // namespace cobuild::audit
