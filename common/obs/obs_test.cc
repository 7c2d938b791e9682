#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <thread>
#include <vector>

#include "common/obs/log.h"
#include "common/obs/metrics.h"
#include "common/obs/trace.h"

namespace cobuild::obs {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr base::Timestamp kTime{1325318400123456};  // 2011-12-31T08:00:00.123456Z

TEST(FormatLineTest, FieldsOfEveryKind_AreJson) {
  EXPECT_EQ(FormatLine(kTime, Level::kWarning, "slow",
                       {{"method", "Get"}, {"count", 3}, {"ratio", 0.5}, {"final", true}}),
            R"({"time":"2011-12-31T08:00:00.123456Z","level":"warning","message":"slow",)"
            R"("method":"Get","count":3,"ratio":0.5,"final":true})");
}

TEST(FormatLineTest, QuotesAndControlCharacters_AreEscaped) {
  EXPECT_THAT(FormatLine(kTime, Level::kInfo, "a\"b\\c\nd\x7f", {}),
              HasSubstr(R"("message":"a\"b\\c\u000ad\u007f")"));
}

TEST(FormatLineTest, LineBreakInAKey_CannotStartAnotherLine) {
  EXPECT_THAT(FormatLine(kTime, Level::kInfo, "m", {{"a\n{", 1}}), HasSubstr(R"("a\u000a{":1)"));
}

TEST(FormatLineTest, ChineseText_IsKept) {
  EXPECT_THAT(FormatLine(kTime, Level::kInfo, "山坡街道", {}), HasSubstr("\"山坡街道\""));
}

TEST(FormatLineTest, BytesThatAreNotUtf8_BecomeReplacementCharacters) {
  EXPECT_THAT(FormatLine(kTime, Level::kInfo, "a\xff\xe5\xb1z\xe5", {}),
              HasSubstr(R"("a\ufffd\ufffd\ufffdz\ufffd")"));
}

TEST(FormatLineTest, NumbersThatJsonLacks_BecomeNull) {
  EXPECT_THAT(
      FormatLine(kTime, Level::kInfo, "m", {{"x", std::numeric_limits<double>::quiet_NaN()}}),
      HasSubstr(R"("x":null)"));
}

TEST(LogTest, LinesBelowTheLeastLevel_AreDropped) {
  std::vector<std::string> lines;
  const LogCapture capture([&](std::string_view line) { lines.emplace_back(line); });
  Log(Level::kDebug, "quiet");
  Log(Level::kInfo, "loud");
  SetLeastLevel(Level::kError);
  Log(Level::kWarning, "quiet");
  SetLeastLevel(Level::kInfo);
  EXPECT_THAT(lines, ElementsAre(HasSubstr("loud")));
}

TEST(TraceTest, NewTraces_AreValidAndDiffer) {
  const TraceContext first = NewTrace();
  const TraceContext second = NewTrace();
  EXPECT_NE(TraceIdOf(first), TraceIdOf(second));
  EXPECT_NE(first.span, second.span);
  EXPECT_TRUE(ParseTraceparent(FormatTraceparent(first)).has_value());
}

TEST(TraceTest, IdsOfTwoThreads_Differ) {
  TraceContext other;
  std::thread([&] { other = NewTrace(); }).join();
  EXPECT_NE(TraceIdOf(NewTrace()), TraceIdOf(other));
}

TEST(TraceTest, Child_KeepsTheTraceAndNamesItsParent) {
  const TraceContext parent = NewTrace();
  const TraceContext child = ChildOf(parent);
  EXPECT_EQ(TraceIdOf(child), TraceIdOf(parent));
  EXPECT_EQ(child.parent_span, parent.span);
  EXPECT_NE(child.span, parent.span);
}

TEST(TraceTest, HeaderOfTheStandard_SurvivesTheRoundTrip) {
  constexpr std::string_view kHeader = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  const auto context = ParseTraceparent(kHeader);
  ASSERT_TRUE(context.has_value());
  EXPECT_TRUE(context->sampled);
  EXPECT_EQ(SpanIdOf(*context), "b7ad6b7169203331");
  EXPECT_EQ(FormatTraceparent(*context), kHeader);
}

TEST(TraceTest, LaterVersionWithMoreFields_IsReadAsThisOne) {
  EXPECT_TRUE(
      ParseTraceparent("01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00-more").has_value());
}

class BadTraceparentTest : public ::testing::TestWithParam<const char*> {};

TEST_P(BadTraceparentTest, IsNotUsed) { EXPECT_FALSE(ParseTraceparent(GetParam()).has_value()); }

INSTANTIATE_TEST_SUITE_P(
    All, BadTraceparentTest,
    ::testing::Values("", "00", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0",
                      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                      "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                      "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                      "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                      "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                      "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01"));

TEST(MetricsTest, EqualNamesAndLabels_AreOneSeries) {
  Metrics metrics;
  metrics.MakeCounter("cobuild_things_total", "Things.", {{"kind", "a"}}).Increment();
  metrics.MakeCounter("cobuild_things_total", "Things.", {{"kind", "a"}}).Increment(2);
  metrics.MakeCounter("cobuild_things_total", "Things.", {{"kind", "b"}}).Increment();
  EXPECT_THAT(metrics.Render(), HasSubstr("cobuild_things_total{kind=\"a\"} 3"));
  EXPECT_THAT(metrics.Render(), HasSubstr("cobuild_things_total{kind=\"b\"} 1"));
}

TEST(MetricsTest, Histogram_CountsByBucket) {
  Metrics metrics;
  metrics.MakeHistogram("cobuild_wait_seconds", "Wait.", {}, {0.1, 1}).Observe(0.5);
  EXPECT_THAT(metrics.Render(), HasSubstr("cobuild_wait_seconds_bucket{le=\"0.1\"} 0"));
  EXPECT_THAT(metrics.Render(), HasSubstr("cobuild_wait_seconds_bucket{le=\"1\"} 1"));
}

TEST(MetricsTest, PortInUse_IsAnError) {
  Metrics first;
  Metrics second;
  int port = 27123;
  while (!first.Expose(port).ok() && port < 27200) ++port;
  const absl::Status taken = second.Expose(port);
  EXPECT_EQ(taken.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(taken.message()), HasSubstr(std::to_string(port)));
}

}  // namespace
}  // namespace cobuild::obs
