#include "common/audit/verify_trail.h"

#include <gmock/gmock.h>

#include <utility>

#include "common/audit/memory_trail.h"
#include "common/audit/testing.h"
#include "common/testing/status_matchers.h"

namespace cobuild::audit {
namespace {

using test::Refuses;
using ::testing::HasSubstr;

bool Never() { return false; }

class VerifyTrailTest : public ::testing::Test {
 protected:
  absl::StatusOr<TrailCheck> Verify(int64_t from, int64_t to) {
    MemoryTrail trail(Form::kChange, records_);
    return VerifyTrail(trail, from, to, Never);
  }

  std::vector<Record> records_ = ExampleTrail(Form::kChange, 2'500);
};

TEST_F(VerifyTrailTest, WholeTrail_Holds) {
  ASSERT_OK_AND_ASSIGN(const TrailCheck check, Verify(1, 0));
  EXPECT_EQ(check.records_checked, 2'500);
  EXPECT_EQ(check.last, (base::ChainEnd{2'500, records_.back().chain_digest}));
  EXPECT_EQ(check.head, check.last);
  EXPECT_EQ(check.broken, std::nullopt);
}

TEST_F(VerifyTrailTest, Part_IsMeasuredAgainstTheRecordBeforeIt) {
  ASSERT_OK_AND_ASSIGN(const TrailCheck check, Verify(1'001, 1'100));
  EXPECT_EQ(check.records_checked, 100);
  EXPECT_EQ(check.last.number, 1'100);
  EXPECT_EQ(check.broken, std::nullopt);
  records_[999].chain_digest[0] ^= 1;
  EXPECT_EQ(Verify(1'001, 1'100)->broken->number, 1'001);
}

TEST_F(VerifyTrailTest, ChangedRecord_IsNamedAndNothingBehindItIsChecked) {
  records_[1'200].method += "x";
  ASSERT_OK_AND_ASSIGN(const TrailCheck check, Verify(1, 0));
  EXPECT_EQ(check.broken->number, 1'201);
  EXPECT_EQ(check.last, (base::ChainEnd{1'200, records_[1'199].chain_digest}));
  EXPECT_EQ(check.records_checked, 1'201);
}

TEST_F(VerifyTrailTest, MissingRecord_IsNamed) {
  records_.erase(records_.begin() + 999);
  EXPECT_EQ(Verify(1, 0)->broken->number, 1'000);
  EXPECT_EQ(Verify(1'001, 0)->broken->number, 1'001);
}

TEST_F(VerifyTrailTest, HeadOfMoreRecordsThanThereAre_IsATrailCutOff) {
  class CutTrail : public MemoryTrail {
   public:
    using MemoryTrail::MemoryTrail;
    absl::StatusOr<base::ChainEnd> ReadHead() override { return base::ChainEnd{2'501, {}}; }
  };
  CutTrail trail(Form::kChange, records_);
  ASSERT_OK_AND_ASSIGN(const TrailCheck check, VerifyTrail(trail, 1, 0, Never));
  EXPECT_EQ(check.broken, (Break{2'501, "the record is missing"}));
}

TEST_F(VerifyTrailTest, HeadOfAnotherDigest_IsFound) {
  class OtherHead : public MemoryTrail {
   public:
    using MemoryTrail::MemoryTrail;
    absl::StatusOr<base::ChainEnd> ReadHead() override { return base::ChainEnd{2'500, {}}; }
  };
  OtherHead trail(Form::kChange, records_);
  ASSERT_OK_AND_ASSIGN(const TrailCheck check, VerifyTrail(trail, 1, 0, Never));
  EXPECT_EQ(check.broken->number, 2'500);
  EXPECT_THAT(check.broken->problem, HasSubstr("head"));
}

TEST_F(VerifyTrailTest, ToldToStop_StopsAfterAPageAndSaysWhere) {
  MemoryTrail trail(Form::kChange, records_);
  ASSERT_OK_AND_ASSIGN(const TrailCheck check, VerifyTrail(trail, 1, 0, [] { return true; }));
  EXPECT_EQ(check.last.number, 1'000);
  EXPECT_EQ(check.head.number, 2'500);
  EXPECT_EQ(check.broken, std::nullopt);
}

TEST_F(VerifyTrailTest, BeyondTheHead_IsRefused) {
  EXPECT_OK(Verify(2'501, 0));
  EXPECT_STATUS(Verify(2'502, 0), Refuses(absl::StatusCode::kOutOfRange, "RECORD_AHEAD_OF_HEAD"));
  EXPECT_STATUS(Verify(1, 2'501), Refuses(absl::StatusCode::kOutOfRange, "RECORD_AHEAD_OF_HEAD"));
}

}  // namespace
}  // namespace cobuild::audit
