// The part of the suite that is about sealed rows of personal data.
#include "common/base/status_macros.h"
#include "common/testing/status_matchers.h"
#include "services/registry/store/conformance.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::HasCode;
using test::IsOkAndHolds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Every byte there is, the first one and a blank at the end: what a text column would not keep.
std::string AnyBytes(size_t count) {
  std::string bytes;
  for (size_t i = 0; i < count; ++i) bytes.push_back(static_cast<char>(i * 23));
  return bytes + std::string("\0 \0", 3);
}

SealedPersonalData Row(const std::string& person_id, int64_t position) {
  return {person_id, position, "0123456789abcdef", AnyBytes(9),
          std::to_string(position) + AnyBytes(300)};
}

absl::Status Insert(Store& store, const SealedPersonalData& row) {
  return store.ReadWrite([&](Writer& writer) -> absl::Status {
    COBUILD_RETURN_IF_ERROR(writer.log().LockHead().status());
    return writer.InsertPersonalData(row);
  });
}

TEST_P(StoreConformance, PersonalData_TheNewestRowUpToAPosition) {
  ASSERT_OK(Insert(store(), Row("zhang", 3)));
  ASSERT_OK(Insert(store(), Row("zhang", 7)));
  ASSERT_OK(Insert(store(), Row("li", 5)));
  EXPECT_THAT(store().ReadPersonalData({"zhang", "none", "li"}, 9),
              IsOkAndHolds(ElementsAre(Row("zhang", 7), Row("li", 5))));
  EXPECT_THAT(store().ReadPersonalData({"li", "zhang"}, 6),
              IsOkAndHolds(ElementsAre(Row("li", 5), Row("zhang", 3))));
  EXPECT_THAT(store().ReadPersonalData({"zhang"}, 7), IsOkAndHolds(ElementsAre(Row("zhang", 7))));
  EXPECT_THAT(store().ReadPersonalData({"zhang", "li"}, 2), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(store().ReadPersonalData({}, 9), IsOkAndHolds(IsEmpty()));
}

TEST_P(StoreConformance, PersonalData_TheSameStateTwice_IsRefused) {
  ASSERT_OK(Insert(store(), Row("zhang", 3)));
  EXPECT_STATUS(Insert(store(), Row("zhang", 3)), HasCode(StatusCode::kAlreadyExists));
}

TEST_P(StoreConformance, PersonalData_Erased_EveryRowOfThePersonIsGone) {
  ASSERT_OK(Insert(store(), Row("zhang", 3)));
  ASSERT_OK(Insert(store(), Row("zhang", 7)));
  ASSERT_OK(Insert(store(), Row("li", 5)));
  const auto erase = [](Writer& writer) { return writer.ErasePersonalData("zhang"); };
  ASSERT_OK(store().ReadWrite(erase));
  EXPECT_THAT(store().ReadPersonalData({"zhang", "li"}, 9),
              IsOkAndHolds(ElementsAre(Row("li", 5))));
  EXPECT_OK(store().ReadWrite(erase));  // none is no error
}

TEST_P(StoreConformance, PersonalData_AnErrorLeavesNothingBehind) {
  ASSERT_OK(Insert(store(), Row("zhang", 3)));
  const absl::Status status = store().ReadWrite([](Writer& writer) -> absl::Status {
    COBUILD_RETURN_IF_ERROR(writer.log().LockHead().status());
    COBUILD_RETURN_IF_ERROR(writer.InsertPersonalData(Row("li", 5)));
    COBUILD_RETURN_IF_ERROR(writer.ErasePersonalData("zhang"));
    return absl::FailedPreconditionError("refused");
  });
  EXPECT_STATUS(status, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(store().ReadPersonalData({"zhang", "li"}, 9),
              IsOkAndHolds(ElementsAre(Row("zhang", 3))));
}

}  // namespace
}  // namespace cobuild::registry
