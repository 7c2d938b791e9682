#include "common/feed/conformance.h"

#include <chrono>
#include <string>

#include "common/audit/chain_check.h"
#include "common/base/status_macros.h"
#include "common/testing/status_matchers.h"

namespace cobuild::feed {
namespace {

using ::cobuild::test::HasCode;
using ::cobuild::test::HasViolation;
using ::cobuild::test::IsOkAndHolds;
using ::cobuild::test::Refuses;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr base::Timestamp kNoon{1'330'000'000'123'456};

base::Timestamp After(base::Timestamp time, std::chrono::microseconds by) {
  return {time.micros + by.count()};
}

Request MakeRequest(const std::string& id, const std::string& content = "content") {
  return {"machine/cli", "cobuild.x.v1.XService/Open", id, base::Sha256(content)};
}

}  // namespace

absl::StatusOr<Outcome> LogConformance::Write(const Request& request, base::Timestamp now,
                                              const std::vector<std::string>& resource_names) {
  Outcome result;
  const absl::Status written = feed_->Write([&](Log& log) -> absl::Status {
    COBUILD_RETURN_IF_ERROR(log.LockHead().status());
    COBUILD_ASSIGN_OR_RETURN(const std::optional<Outcome> earlier, log.FindOutcome(request));
    if (earlier) {
      result = *earlier;
      return absl::OkStatus();
    }
    COBUILD_ASSIGN_OR_RETURN(const Head head, log.Publish(request, now, resource_names));
    result = {resource_names.back(), head.position};
    return absl::OkStatus();
  });
  if (!written.ok()) return written;
  return result;
}

TEST_P(LogConformance, Head_EmptyFeed_IsZeroAtEpoch) {
  EXPECT_EQ(feed_->ReadHead(), Head{});
  EXPECT_THAT(feed_->ReadChanges(0, 10), IsEmpty());
  EXPECT_EQ(feed_->PositionAt(kNoon), 0);
}

TEST_P(LogConformance, Publish_SeveralResources_TakesContiguousPositionsInOrder) {
  EXPECT_THAT(Write(MakeRequest("r1"), kNoon, {"villages/a", "villages/b"}),
              IsOkAndHolds(Outcome{"villages/b", 2}));
  const base::Timestamp later = After(kNoon, std::chrono::seconds(1));
  EXPECT_THAT(Write(MakeRequest("r2"), later, {"villages/a"}),
              IsOkAndHolds(Outcome{"villages/a", 3}));

  EXPECT_EQ(feed_->ReadHead(), (Head{3, later}));
  EXPECT_THAT(feed_->ReadChanges(0, 10),
              ElementsAre(Change{1, "villages/a", "machine/cli", kNoon, "r1"},
                          Change{2, "villages/b", "machine/cli", kNoon, "r1"},
                          Change{3, "villages/a", "machine/cli", later, "r2"}));
}

TEST_P(LogConformance, LockHead_AfterPublish_GivesWhatPublishGave) {
  ASSERT_OK(Write(MakeRequest("r1"), kNoon, {"villages/a", "villages/b"}));
  EXPECT_OK(feed_->Write([](Log& log) -> absl::Status {
    EXPECT_THAT(log.LockHead(), IsOkAndHolds(Head{2, kNoon}));
    return absl::OkStatus();
  }));
}

TEST_P(LogConformance, Publish_ClockWentBack_RecordTimeStillRises) {
  ASSERT_OK(Write(MakeRequest("r1"), kNoon, {"villages/a"}));
  ASSERT_OK(Write(MakeRequest("r2"), After(kNoon, -std::chrono::hours(1)), {"villages/b"}));
  ASSERT_OK(Write(MakeRequest("r3"), kNoon, {"villages/c"}));

  EXPECT_EQ(feed_->ReadChanges(1, 1).front().record_time.micros, kNoon.micros + 1);
  EXPECT_EQ(feed_->ReadHead().record_time.micros, kNoon.micros + 2);
}

TEST_P(LogConformance, Publish_RolledBack_LeavesNothing) {
  EXPECT_STATUS(feed_->Write([](Log& log) -> absl::Status {
    COBUILD_RETURN_IF_ERROR(log.LockHead().status());
    COBUILD_RETURN_IF_ERROR(log.Publish(MakeRequest("r1"), kNoon, {"villages/a"}).status());
    return absl::FailedPreconditionError("changed its mind");
  }),
                HasCode(absl::StatusCode::kFailedPrecondition));

  EXPECT_EQ(feed_->ReadHead(), Head{});
  EXPECT_THAT(feed_->ReadChanges(0, 10), IsEmpty());
  // The id is free, for other content too.
  EXPECT_THAT(Write(MakeRequest("r1", "other"), kNoon, {"villages/b"}),
              IsOkAndHolds(Outcome{"villages/b", 1}));
}

TEST_P(LogConformance, Publish_WithoutLock_IsOurMistake) {
  EXPECT_STATUS(feed_->Write([](Log& log) {
    return log.Publish(MakeRequest("r1"), kNoon, {"villages/a"}).status();
  }),
                HasCode(absl::StatusCode::kInternal));
  EXPECT_EQ(feed_->ReadHead(), Head{});
}

TEST_P(LogConformance, Publish_LockOfEarlierTransaction_IsOurMistake) {
  ASSERT_OK(feed_->Write([](Log& log) { return log.LockHead().status(); }));
  EXPECT_STATUS(feed_->Write([](Log& log) {
    return log.Publish(MakeRequest("r1"), kNoon, {"villages/a"}).status();
  }),
                HasCode(absl::StatusCode::kInternal));
}

TEST_P(LogConformance, Publish_NoResource_IsOurMistake) {
  EXPECT_STATUS(Write(MakeRequest("r1"), kNoon, {}), HasCode(absl::StatusCode::kInternal));
}

TEST_P(LogConformance, Publish_Twice_IsOurMistake) {
  EXPECT_STATUS(feed_->Write([](Log& log) -> absl::Status {
    COBUILD_RETURN_IF_ERROR(log.LockHead().status());
    COBUILD_RETURN_IF_ERROR(log.Publish(MakeRequest("r1"), kNoon, {"villages/a"}).status());
    return log.Publish(MakeRequest("r2"), kNoon, {"villages/b"}).status();
  }),
                HasCode(absl::StatusCode::kInternal));
  EXPECT_EQ(feed_->ReadHead(), Head{});
}

TEST_P(LogConformance, Publish_ThousandsOfResources_TakesThemAll) {
  std::vector<std::string> names;
  for (int i = 0; i < 5'000; ++i) names.push_back("divisions/" + std::to_string(i));
  EXPECT_THAT(Write(MakeRequest("r1"), kNoon, names), IsOkAndHolds(Outcome{names.back(), 5'000}));

  const std::vector<Change> last = feed_->ReadChanges(4'998, 1'000);
  ASSERT_THAT(last, SizeIs(2));
  EXPECT_EQ(last[0].resource_name, names[4'998]);
  EXPECT_EQ(last[1].position, 5'000);
}

TEST_P(LogConformance, FindOutcome_Replay_GivesFirstOutcome) {
  ASSERT_OK(Write(MakeRequest("r1"), kNoon, {"villages/a", "villages/b"}));
  ASSERT_OK(Write(MakeRequest("r2"), kNoon, {"villages/c"}));

  EXPECT_THAT(Write(MakeRequest("r1"), kNoon, {"villages/a", "villages/b"}),
              IsOkAndHolds(Outcome{"villages/b", 2}));
  EXPECT_EQ(feed_->ReadHead().position, 3);
}

TEST_P(LogConformance, FindOutcome_OtherContent_RequestIdReused) {
  ASSERT_OK(Write(MakeRequest("r1"), kNoon, {"villages/a"}));

  const absl::Status status = Write(MakeRequest("r1", "other"), kNoon, {"villages/b"}).status();
  EXPECT_STATUS(status, Refuses(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_STATUS(status, HasViolation("request_id", "REQUEST_ID_REUSED"));
  EXPECT_EQ(feed_->ReadHead().position, 1);
}

TEST_P(LogConformance, FindOutcome_OtherPrincipalOrMethod_IsAnotherRequest) {
  ASSERT_OK(Write(MakeRequest("r1"), kNoon, {"villages/a"}));
  Request other_principal = MakeRequest("r1", "other");
  other_principal.principal = "machine/gateway";
  Request other_method = MakeRequest("r1", "other");
  other_method.method = "cobuild.x.v1.XService/Close";

  EXPECT_THAT(Write(other_principal, kNoon, {"villages/b"}),
              IsOkAndHolds(Outcome{"villages/b", 2}));
  EXPECT_THAT(Write(other_method, kNoon, {"villages/c"}), IsOkAndHolds(Outcome{"villages/c", 3}));
}

TEST_P(LogConformance, FindOutcome_IdsThatDifferInCase_AreTwoRequests) {
  ASSERT_OK(Write(MakeRequest("r1"), kNoon, {"villages/a"}));
  EXPECT_THAT(Write(MakeRequest("R1", "other"), kNoon, {"villages/b"}),
              IsOkAndHolds(Outcome{"villages/b", 2}));
}

TEST_P(LogConformance, FindOutcome_IdsThatDifferInTrailingSpace_AreTwoRequests) {
  ASSERT_OK(Write(MakeRequest("r1"), kNoon, {"villages/a"}));
  EXPECT_THAT(Write(MakeRequest("r1 ", "other"), kNoon, {"villages/b"}),
              IsOkAndHolds(Outcome{"villages/b", 2}));
}

TEST_P(LogConformance, FindOutcome_LongestIdInChinese_IsKeptWhole) {
  std::string id;
  for (int i = 0; i < 64; ++i) id += "号";
  ASSERT_OK(Write(MakeRequest(id), kNoon, {"villages/a"}));
  EXPECT_THAT(Write(MakeRequest(id), kNoon, {"villages/a"}),
              IsOkAndHolds(Outcome{"villages/a", 1}));
  EXPECT_EQ(feed_->ReadChanges(0, 1).front().request_id, id);
}

TEST_P(LogConformance, FindOutcome_NoId_NeverReplays) {
  EXPECT_THAT(Write(MakeRequest(""), kNoon, {"villages/a"}),
              IsOkAndHolds(Outcome{"villages/a", 1}));
  EXPECT_THAT(Write(MakeRequest("", "other"), kNoon, {"villages/a"}),
              IsOkAndHolds(Outcome{"villages/a", 2}));
}

TEST_P(LogConformance, Trail_SaysWhoDidWhatFromWhereAndIsChained) {
  Request first = MakeRequest("r1");
  first.peer = "ipv4:127.0.0.1:48622";
  ASSERT_OK(Write(first, kNoon, {"villages/a", "villages/b"}));
  ASSERT_OK(Write(MakeRequest("r2"), kNoon, {"villages/c"}));

  const std::vector<audit::Record> trail = feed_->ReadTrail(0, 10);
  ASSERT_THAT(trail, SizeIs(3));
  EXPECT_EQ(trail[1].number, 2);
  EXPECT_EQ(trail[1].record_time, kNoon);
  EXPECT_EQ(trail[1].actor, "machine/cli");
  EXPECT_EQ(trail[1].peer, "ipv4:127.0.0.1:48622");
  EXPECT_EQ(trail[1].method, "cobuild.x.v1.XService/Open");
  EXPECT_EQ(trail[1].resource_name, "villages/b");
  EXPECT_EQ(trail[1].request_id, "r1");
  EXPECT_EQ(trail[1].command_digest, first.digest);
  EXPECT_THAT(feed_->ReadTrail(2, 10), ElementsAre(trail[2]));
  audit::ChainCheck check(audit::Form::kChange, {});
  for (const audit::Record& record : trail) EXPECT_TRUE(check.Take(record));
  EXPECT_EQ(check.unchained(), 0);
}

TEST_P(LogConformance, Trail_LongPeerInChinese_IsCut) {
  Request request = MakeRequest("r1");
  for (int i = 0; i < 100; ++i) request.peer += "山";
  ASSERT_OK(Write(request, kNoon, {"villages/a"}));
  EXPECT_EQ(feed_->ReadTrail(0, 1).front().peer, request.peer.substr(0, 64 * 3));
}

TEST_P(LogConformance, ReadChanges_PagesWithoutGap) {
  for (int i = 1; i <= 5; ++i) {
    ASSERT_OK(Write(MakeRequest("r" + std::to_string(i)), kNoon, {"villages/a"}));
  }
  std::vector<int64_t> positions;
  for (int64_t after = 0; after < 5;) {
    const std::vector<Change> page = feed_->ReadChanges(after, 2);
    ASSERT_FALSE(page.empty());
    ASSERT_LE(page.size(), 2u);
    for (const Change& change : page) positions.push_back(change.position);
    after = positions.back();
  }
  EXPECT_THAT(positions, ElementsAre(1, 2, 3, 4, 5));
  EXPECT_THAT(feed_->ReadChanges(5, 2), IsEmpty());
  EXPECT_THAT(feed_->ReadChanges(1'000, 2), IsEmpty());
}

TEST_P(LogConformance, PositionAt_GivesLastPositionRecordedByThen) {
  ASSERT_OK(Write(MakeRequest("r1"), kNoon, {"villages/a", "villages/b"}));
  const base::Timestamp later = After(kNoon, std::chrono::hours(1));
  ASSERT_OK(Write(MakeRequest("r2"), later, {"villages/c"}));

  const std::chrono::microseconds tick(1);
  EXPECT_EQ(feed_->PositionAt(After(kNoon, -tick)), 0);
  EXPECT_EQ(feed_->PositionAt(kNoon), 2);
  EXPECT_EQ(feed_->PositionAt(After(later, -tick)), 2);
  EXPECT_EQ(feed_->PositionAt(later), 3);
  EXPECT_EQ(feed_->PositionAt(After(later, std::chrono::years(50))), 3);
}

TEST_P(LogConformance, PurgeRequests_ForgetsOnlyOlderThan400Days) {
  ASSERT_OK(Write(MakeRequest("old"), kNoon, {"villages/a"}));
  const base::Timestamp second = After(kNoon, std::chrono::microseconds(1));
  ASSERT_OK(Write(MakeRequest("young"), second, {"villages/b"}));

  EXPECT_EQ(feed_->PurgeRequests(After(kNoon, std::chrono::days(400)), 10), 0);
  EXPECT_EQ(feed_->PurgeRequests(After(second, std::chrono::days(400)), 10), 1);
  EXPECT_STATUS(Write(MakeRequest("young", "other"), second, {"villages/c"}),
                Refuses(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_THAT(Write(MakeRequest("old", "other"), second, {"villages/c"}),
              IsOkAndHolds(Outcome{"villages/c", 3}));
  // Changes stay for ever.
  EXPECT_THAT(feed_->ReadChanges(0, 10), SizeIs(3));
}

TEST_P(LogConformance, PurgeRequests_ManyOld_TakesTheOldestUpToItsLimit) {
  for (int i = 0; i < 5; ++i) {
    // Names fall while times rise, so that the order is seen to be by age.
    const std::string id(1, static_cast<char>('e' - i));
    ASSERT_OK(Write(MakeRequest(id), After(kNoon, std::chrono::seconds(i)), {"villages/a"}));
  }
  const base::Timestamp now = After(kNoon, std::chrono::days(401));
  EXPECT_EQ(feed_->PurgeRequests(now, 2), 2);
  EXPECT_STATUS(Write(MakeRequest("c", "other"), now, {"villages/b"}),
                Refuses(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_OK(Write(MakeRequest("d", "other"), now, {"villages/b"}));
  EXPECT_EQ(feed_->PurgeRequests(now, 10), 3);
  EXPECT_EQ(feed_->PurgeRequests(now, 10), 0);
}

}  // namespace cobuild::feed
