#include "services/registry/store/personal_data_sealer.h"

#include <gmock/gmock.h>

#include <functional>

#include "common/testing/status_matchers.h"
#include "services/registry/testing/sealer.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::HasCode;
using test::IsOkAndHolds;
using test::Refuses;
using ::testing::HasSubstr;
using ::testing::Not;

const PersonalData kData{"张三", Sex::kFemale, base::Date{1975, 3, 2}, "13812345678",
                         "420115197503021234"};

TEST(PersonalDataSealer, OpensWhatItSealed) {
  const PersonalDataSealer sealer = TestSealer();
  ASSERT_OK_AND_ASSIGN(const SealedPersonalData row, sealer.Seal("zhang", 7, kData));
  EXPECT_EQ(row.person_id, "zhang");
  EXPECT_EQ(row.position, 7);
  EXPECT_THAT(sealer.Open(row), IsOkAndHolds(kData));
  ASSERT_OK_AND_ASSIGN(const SealedPersonalData empty, sealer.Seal("nobody", 8, {}));
  EXPECT_THAT(sealer.Open(empty), IsOkAndHolds(PersonalData{}));
}

TEST(PersonalDataSealer, NothingPersonalIsInTheRow) {
  ASSERT_OK_AND_ASSIGN(const SealedPersonalData row, TestSealer().Seal("zhang", 7, kData));
  for (const std::string& personal : {kData.display_name, kData.phone, kData.id_number}) {
    EXPECT_THAT(row.key_id + row.nonce + row.ciphertext, Not(HasSubstr(personal)));
  }
}

TEST(PersonalDataSealer, TheSameDataTwice_AreDifferentBytes) {
  const PersonalDataSealer sealer = TestSealer();
  ASSERT_OK_AND_ASSIGN(const SealedPersonalData one, sealer.Seal("zhang", 7, kData));
  ASSERT_OK_AND_ASSIGN(const SealedPersonalData other, sealer.Seal("zhang", 7, kData));
  EXPECT_NE(one.nonce, other.nonce);
  EXPECT_NE(one.ciphertext, other.ciphertext);
}

TEST(PersonalDataSealer, EveryAlteredByteIsDataLoss) {
  const PersonalDataSealer sealer = TestSealer();
  ASSERT_OK_AND_ASSIGN(const SealedPersonalData row, sealer.Seal("zhang", 7, kData));
  for (std::string SealedPersonalData::*column :
       {&SealedPersonalData::key_id, &SealedPersonalData::nonce, &SealedPersonalData::ciphertext}) {
    for (size_t i = 0; i < (row.*column).size(); ++i) {
      SealedPersonalData altered = row;
      (altered.*column)[i] ^= 1;
      EXPECT_STATUS(sealer.Open(altered),
                    Refuses(StatusCode::kDataLoss, "PERSONAL_DATA_UNREADABLE"));
    }
  }
}

TEST(PersonalDataSealer, ARowOfAnotherPersonPositionOrLengthIsDataLoss) {
  const PersonalDataSealer sealer = TestSealer();
  ASSERT_OK_AND_ASSIGN(const SealedPersonalData row, sealer.Seal("zhang", 7, kData));
  const auto opened = [&](const std::function<void(SealedPersonalData&)>& alter) {
    SealedPersonalData altered = row;
    alter(altered);
    return sealer.Open(altered);
  };
  const auto is_loss = Refuses(StatusCode::kDataLoss, "PERSONAL_DATA_UNREADABLE");
  EXPECT_STATUS(opened([](auto& altered) { altered.person_id = "li"; }), is_loss);
  EXPECT_STATUS(opened([](auto& altered) { altered.position = 8; }), is_loss);
  EXPECT_STATUS(opened([](auto& altered) { altered.nonce.pop_back(); }), is_loss);
  EXPECT_STATUS(opened([](auto& altered) { altered.ciphertext.pop_back(); }), is_loss);
  EXPECT_STATUS(opened([](auto& altered) { altered.ciphertext.resize(15); }), is_loss);
  EXPECT_STATUS(opened([](auto& altered) { altered.ciphertext.clear(); }), is_loss);
}

TEST(PersonalDataSealer, AnotherSecretIsDataLoss_AlsoUnderTheSameKeyId) {
  ASSERT_OK_AND_ASSIGN(SealedPersonalData row, TestSealer().Seal("zhang", 7, kData));
  const PersonalDataSealer other = TestSealer(TestSecret('2'));
  EXPECT_STATUS(other.Open(row), Refuses(StatusCode::kDataLoss, "PERSONAL_DATA_UNREADABLE"));
  ASSERT_OK_AND_ASSIGN(row.key_id, [&]() -> absl::StatusOr<std::string> {
    return other.Seal("zhang", 7, kData)->key_id;
  }());
  EXPECT_STATUS(other.Open(row), Refuses(StatusCode::kDataLoss, "PERSONAL_DATA_UNREADABLE"));
}

TEST(PersonalDataSealer, ANewSecretAboveTheOldOne_SealsAndBothOpen) {
  ASSERT_OK_AND_ASSIGN(const SealedPersonalData old, TestSealer().Seal("zhang", 7, kData));
  const PersonalDataSealer both = TestSealer(TestSecret('2') + "\n" + TestSecret('1') + "\n");
  EXPECT_THAT(both.Open(old), IsOkAndHolds(kData));
  ASSERT_OK_AND_ASSIGN(const SealedPersonalData fresh, both.Seal("zhang", 8, kData));
  EXPECT_THAT(TestSealer(TestSecret('2')).Open(fresh), IsOkAndHolds(kData));
}

TEST(PersonalDataSealer, Digest_TellsDataApartAndNeedsTheSecret) {
  const PersonalDataSealer sealer = TestSealer();
  PersonalData other = kData;
  other.phone = "13812345679";
  EXPECT_EQ(sealer.DigestOf(kData), TestSealer().DigestOf(kData));
  EXPECT_NE(sealer.DigestOf(kData), sealer.DigestOf(other));
  EXPECT_NE(sealer.DigestOf(kData), TestSealer(TestSecret('2')).DigestOf(kData));
}

TEST(PersonalDataSealer, SecretsOfAnotherForm_AreRefusedWithoutTellingThem) {
  std::string eleven;
  for (int i = 0; i < 11; ++i) eleven += TestSecret('1') + "\n";
  for (const std::string& secrets :
       {std::string(), TestSecret('g'), TestSecret('1') + "1", TestSecret('1') + "\n\n", eleven}) {
    const auto sealer = PersonalDataSealer::FromText(secrets);
    EXPECT_STATUS(sealer, HasCode(StatusCode::kInvalidArgument)) << secrets;
    EXPECT_THAT(sealer.status().ToString(), Not(HasSubstr("1111")));
  }
  EXPECT_STATUS(PersonalDataSealer::FromFile("/nowhere"), HasCode(StatusCode::kNotFound));
}

}  // namespace
}  // namespace cobuild::registry
