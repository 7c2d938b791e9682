#include "common/records/timeline.h"

#include <gmock/gmock.h>

#include "common/testing/status_matchers.h"

namespace cobuild::records {
namespace {

using test::HasViolation;
using test::IsOkAndHolds;

Timeline Recorded() {
  Timeline timeline;
  timeline.Add(1, {10});
  timeline.Add(2, {10});  // of the same transaction
  timeline.Add(3, {20});
  return timeline;
}

TEST(Timeline, PositionAt_IsTheLastRecordedByThen) {
  EXPECT_EQ(Timeline().PositionAt({100}), 0);
  const Timeline timeline = Recorded();
  EXPECT_EQ(timeline.PositionAt({9}), 0);
  EXPECT_EQ(timeline.PositionAt({10}), 2);
  EXPECT_EQ(timeline.PositionAt({19}), 2);
  EXPECT_EQ(timeline.PositionAt({20}), 3);
  EXPECT_EQ(timeline.PositionAt({1'000}), 3);
}

TEST(Timeline, Advance_NeverBeyondWhatIsLoadedAndNeverBack) {
  Timeline timeline = Recorded();
  EXPECT_EQ(timeline.position(), 0);
  timeline.Advance(2);
  EXPECT_EQ(timeline.position(), 2);
  timeline.Advance(9);
  EXPECT_EQ(timeline.position(), 3);
  timeline.Advance(1);
  EXPECT_EQ(timeline.position(), 3);
}

TEST(Timeline, PositionOf_NeverBeyondWhatIsSeen) {
  Timeline timeline = Recorded();
  timeline.Advance(2);
  EXPECT_THAT(timeline.PositionOf({}), IsOkAndHolds(2));
  EXPECT_THAT(timeline.PositionOf({.time = base::Timestamp{1'000}, .position = {}}),
              IsOkAndHolds(2));
  EXPECT_THAT(timeline.PositionOf({.time = base::Timestamp{9}, .position = {}}), IsOkAndHolds(0));
  EXPECT_THAT(timeline.PositionOf({.time = {}, .position = 1}), IsOkAndHolds(1));
  EXPECT_STATUS(timeline.PositionOf({.time = {}, .position = 3}),
                HasViolation("known_at.position", "OUT_OF_RANGE"));
}

}  // namespace
}  // namespace cobuild::records
