#include "common/base/signature.h"

#include <gtest/gtest.h>

#include <string>

namespace cobuild::base {
namespace {

TEST(Signature, NewKey_VerifiesWhatItSignedAndNothingElse) {
  const SigningKey key = SigningKey::New();
  const std::string signature = key.Sign("text");
  EXPECT_TRUE(key.Public().Verifies("text", signature));
  EXPECT_FALSE(key.Public().Verifies("texts", signature));
  EXPECT_FALSE(SigningKey::New().Public().Verifies("text", signature));
}

TEST(Signature, WrittenAndReadAgain_IsTheSameKey) {
  const SigningKey key = SigningKey::New();
  EXPECT_EQ(SigningKey::FromPem(key.Pem())->Public().Id(), key.Public().Id());
  EXPECT_EQ(VerifyingKey::FromRaw(key.Public().Raw())->Id(), key.Public().Id());
  EXPECT_EQ(VerifyingKey::FromPem(key.Public().Pem())->Id(), key.Public().Id());
}

TEST(Signature, BytesOfAnotherLength_AreNoKey) {
  EXPECT_FALSE(VerifyingKey::FromRaw(std::string(kVerifyingKeyBytes - 1, 'a')).ok());
  EXPECT_FALSE(VerifyingKey::FromRaw(std::string(kVerifyingKeyBytes + 1, 'a')).ok());
}

}  // namespace
}  // namespace cobuild::base
