// A person's record and the personal data stand or fall together.
#include "services/registry/app/people.h"

#include <gmock/gmock.h>

#include "services/registry/app/testing/faulty_store.h"
#include "services/registry/app/testing/requests.h"
#include "services/registry/store/memory/memory_store.h"
#include "services/registry/testing/sealer.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::HasCode;
using test::IsOkAndHolds;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const PersonalData kData{"张三", Sex::kFemale, base::Date{1975, 3, 2}, "13812345678", ""};

class PeopleTest : public ::testing::Test {
 protected:
  absl::StatusOr<KnownPerson> Create(const std::string& request_id) {
    return CreatePerson(people_, RequestOf("Create", request_id), {"zhang", {}, kData});
  }
  absl::StatusOr<std::optional<PersonalData>> Read() {
    const auto known = GetPerson(people_, {"zhang", {}, kAll});
    if (!known.ok()) return known.status();
    return known->personal_data;
  }

  MemoryStore memory_;
  FaultyStore store_{memory_};
  LiveRegistry live_{store_};
  PersonalDataSealer sealer_ = TestSealer();
  People people_{live_, store_, sealer_};
};

TEST_F(PeopleTest, Create_AConflict_IsRecordedOnce) {
  store_.runs_to_roll_back = 2;
  const auto created = Create("a");
  ASSERT_OK(created);
  EXPECT_EQ(created->record.position, 1);
  EXPECT_THAT(memory_.ReadPersonalData({"zhang"}, 9), IsOkAndHolds(SizeIs(1)));
  EXPECT_THAT(Read(), IsOkAndHolds(std::optional(kData)));
}

TEST_F(PeopleTest, Create_TheOutcomeIsLost_ARetryGivesItAgain) {
  store_.commits_to_lose = 1;
  EXPECT_STATUS(Create("a"), HasCode(StatusCode::kUnavailable));
  const auto again = Create("a");
  ASSERT_OK(again);
  EXPECT_EQ(again->record.position, 1);
  EXPECT_EQ(memory_.ReadHead()->position, 1);
  EXPECT_THAT(Read(), IsOkAndHolds(std::optional(kData)));
}

TEST_F(PeopleTest, Create_Refused_LeavesNoPersonalData) {
  const Person of_nobody{
      .organization = "none", .data_origin = DataOrigin::kExample, .external_refs = {}};
  EXPECT_STATUS(CreatePerson(people_, RequestOf("Create", "a"), {"zhang", of_nobody, kData}),
                HasCode(StatusCode::kNotFound));
  EXPECT_THAT(memory_.ReadPersonalData({"zhang"}, 9), IsOkAndHolds(IsEmpty()));
}

TEST_F(PeopleTest, Create_ValidateOnly_LeavesNoPersonalData) {
  ChangeRequest check = RequestOf("Create", "a");
  check.validate_only = true;
  ASSERT_OK(CreatePerson(people_, check, {"zhang", {}, kData}));
  EXPECT_THAT(memory_.ReadPersonalData({"zhang"}, 9), IsOkAndHolds(IsEmpty()));
}

TEST_F(PeopleTest, Delete_ValidateOnly_ErasesNothing) {
  ASSERT_OK(Create("a"));
  ChangeRequest check = RequestOf("Delete", "b");
  check.validate_only = true;
  ASSERT_OK(DeletePerson(people_, check, {"zhang", "entered twice", ""}));
  EXPECT_THAT(Read(), IsOkAndHolds(std::optional(kData)));
}

TEST_F(PeopleTest, AnotherProcess_ReadsThemWithTheSameSecret) {
  ASSERT_OK(Create("a"));
  LiveRegistry live(store_);
  ASSERT_OK(live.CatchUp());
  const PersonalDataSealer sealer = TestSealer();
  People others{live, store_, sealer};
  const auto known = GetPerson(others, {"zhang", {}, kAll});
  ASSERT_OK(known);
  EXPECT_EQ(known->personal_data, kData);
}

}  // namespace
}  // namespace cobuild::registry
