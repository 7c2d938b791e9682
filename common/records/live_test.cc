#include "common/records/live.h"

#include <gmock/gmock.h>

#include "common/records/memory_store.h"
#include "common/records/record_change.h"
#include "common/records/state.h"
#include "common/records/testdata/facts.h"
#include "common/testing/status_matchers.h"

namespace cobuild::records {
namespace {

using absl::StatusCode;
using test::HasCode;
using test::Refuses;

using TestState = State<TestShelves>;
using TestLive = Live<TestState, Store<TestRows>>;

ChangeRequest RequestOf(const std::string& id, const std::string& content) {
  ChangeRequest change;
  change.reach = scope::Reach::Everything();
  change.request = {"machine/test", "Put", id, base::Sha256(content)};
  change.now = {1'000};
  return change;
}

absl::StatusOr<TestRows> Put(TestLive& live, const std::string& request_id,
                             const std::string& target, bool validate_only = false) {
  ChangeRequest change = RequestOf(request_id, target);
  change.validate_only = validate_only;
  return RecordChange(live, change, [&](const TestState& state) -> absl::StatusOr<TestRows> {
    if (state.Of<Link>().Find(target, state.position()) != nullptr) {
      return Exists("LINK_EXISTS", target);
    }
    return TestRows{{{target, Link{target}}}};
  });
}

const Record<Link>* Find(const TestLive& live, const std::string& id) {
  return live.Read(
      [&](const TestState& state) { return state.Of<Link>().Find(id, state.position()); });
}

class LiveTest : public ::testing::Test {
 protected:
  MemoryStore<AnyFacts> store_;
  TestLive live_{store_};
};

TEST_F(LiveTest, Change_IsSeenAtOnceAndByOthersAfterCatchUp) {
  TestLive other(store_);
  ASSERT_OK_AND_ASSIGN(const TestRows rows, Put(live_, "a", "x"));
  EXPECT_EQ(rows.records.at(0).position, 1);
  EXPECT_NE(Find(live_, "x"), nullptr);
  EXPECT_EQ(Find(other, "x"), nullptr);
  ASSERT_OK(other.CatchUp());
  EXPECT_NE(Find(other, "x"), nullptr);
}

TEST_F(LiveTest, SameRequestAgain_GivesTheFirstOutcomeAlsoFromAnotherProcess) {
  ASSERT_OK_AND_ASSIGN(const TestRows first, Put(live_, "a", "x"));
  TestLive other(store_);
  EXPECT_THAT(Put(other, "a", "x"), test::IsOkAndHolds(first));
  EXPECT_EQ(store_.ReadHead()->position, 1);
  EXPECT_STATUS(Put(live_, "a", "y"), Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(LiveTest, RefusalChangesNothingAndUsesUpNothing) {
  ASSERT_OK(Put(live_, "a", "x"));
  EXPECT_STATUS(Put(live_, "b", "x"), Refuses(StatusCode::kAlreadyExists, "LINK_EXISTS"));
  EXPECT_OK(Put(live_, "b", "y"));
}

TEST_F(LiveTest, ValidateOnly_DecidesAndRecordsNothing) {
  ASSERT_OK_AND_ASSIGN(const TestRows rows, Put(live_, "a", "x", /*validate_only=*/true));
  EXPECT_EQ(rows.records.at(0).position, 0);
  EXPECT_EQ(Find(live_, "x"), nullptr);
  EXPECT_EQ(store_.ReadHead()->position, 0);
  ASSERT_OK(Put(live_, "a", "x"));
  EXPECT_STATUS(Put(live_, "b", "x", true), HasCode(StatusCode::kAlreadyExists));
}

}  // namespace
}  // namespace cobuild::records
