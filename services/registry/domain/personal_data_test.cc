#include "services/registry/domain/personal_data.h"

#include <gtest/gtest.h>

namespace cobuild::registry {
namespace {

TEST(Masked, ShowsTheFirstCharacterAndTheLastFourDigits) {
  const PersonalData masked = Masked(
      {"欧阳修远", Sex::kMale, base::Date{1975, 3, 2}, "138-1234-5678", "42011519750302123X"});
  EXPECT_EQ(masked.display_name, "欧***");
  EXPECT_EQ(masked.sex, Sex::kNotGiven);
  EXPECT_EQ(masked.birth_date, std::nullopt);
  EXPECT_EQ(masked.phone, "*********5678");
  EXPECT_EQ(masked.id_number, "**************123X");
}

TEST(Masked, ShortValuesShowNothingMore) {
  EXPECT_EQ(Masked({"王", Sex::kNotGiven, {}, "1234", "123"}),
            (PersonalData{"王", Sex::kNotGiven, {}, "****", "***"}));
  EXPECT_EQ(Masked({"𠮷", Sex::kNotGiven, {}, "", "12345"}),
            (PersonalData{"𠮷", Sex::kNotGiven, {}, "", "*2345"}));
  EXPECT_EQ(Masked({}), PersonalData{});
}

}  // namespace
}  // namespace cobuild::registry
