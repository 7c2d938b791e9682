// Keys come and go while the server runs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "common/obs/log.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "common/token/testing.h"
#include "common/token/verifier.h"

namespace cobuild::token {
namespace {

using namespace std::chrono_literals;
using test::HasCode;
using test::IsOkAndHolds;
using test::Refuses;
using ::testing::HasSubstr;

class RotationTest : public ::testing::Test {
 protected:
  RotationTest() {
    file_.Add(old_.Public());
    verifier_ = Verifier::Create({kTestIssuer, kTestAudience, file_.path()}, clock_.Now()).value();
  }

  absl::StatusOr<std::string> Verify(const std::string& token) {
    return verifier_->Verify(token, clock_.Now());
  }

  test::FakeClock clock_{{1'800'000'000'000'000}};
  const base::SigningKey old_ = base::SigningKey::New();
  const base::SigningKey new_ = base::SigningKey::New();
  const std::string old_token_ = Issue(old_, TestClaims(clock_.Now(), "li.si"));
  const std::string new_token_ = Issue(new_, TestClaims(clock_.Now(), "wang.wu"));
  TestKeyFile file_;
  std::unique_ptr<Verifier> verifier_;
  std::vector<std::string> lines_;
  const obs::LogCapture capture_{[this](std::string_view line) { lines_.emplace_back(line); }};
};

auto UnknownKey() { return Refuses(absl::StatusCode::kUnauthenticated, "TOKEN_KEY_UNKNOWN"); }

TEST_F(RotationTest, KeyThatIsAdded_CountsAtOnceForItsFirstToken) {
  file_.Add(new_.Public());
  EXPECT_THAT(Verify(new_token_), IsOkAndHolds("person/wang.wu"));
  EXPECT_THAT(Verify(old_token_), IsOkAndHolds("person/li.si"));
}

TEST_F(RotationTest, KeyThatIsRemoved_StopsTokensThatWereVerifiedBefore) {
  ASSERT_OK(Verify(old_token_));
  file_.Add(new_.Public());
  file_.Remove(old_.Public());
  clock_.Advance(1s);
  EXPECT_STATUS(Verify(old_token_), UnknownKey());
  EXPECT_THAT(Verify(new_token_), IsOkAndHolds("person/wang.wu"));
}

TEST_F(RotationTest, LastKeyThatIsRemoved_LeavesNoTokenAccepted) {
  ASSERT_OK(Verify(old_token_));
  file_.Remove(old_.Public());
  clock_.Advance(1s);
  EXPECT_STATUS(Verify(old_token_), UnknownKey());
}

TEST_F(RotationTest, UnknownKeys_HaveTheFileReadOnceASecondAtMost) {
  EXPECT_STATUS(Verify(new_token_), UnknownKey());
  file_.Add(new_.Public());
  // Neither the half second of looking nor the second of looking again is over.
  clock_.Advance(499ms);
  EXPECT_STATUS(Verify(new_token_), UnknownKey());
  clock_.Advance(501ms);
  EXPECT_THAT(Verify(new_token_), IsOkAndHolds("person/wang.wu"));
}

TEST_F(RotationTest, BrokenFile_KeepsTheKeysAndIsToldOnce) {
  const std::string private_key =
      R"({"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": "a", "x": "", "d": ""}]})";
  for (const std::string& broken :
       {std::string("{"), std::string(R"({"keys": 1})"), std::string(R"({"keys": [1]})"),
        std::string(R"({"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": "a", "x": "AAAA"}]})"),
        std::string(R"({"keys": [{"kty": "OKP", "crv": "Ed25519", "x": "AAAA"}]})"),
        std::string(R"({"keys": [], "keys": []})"), private_key,
        std::string(kMostKeyFileBytes + 1, ' ')}) {
    file_.Write(broken);
    lines_.clear();
    for (int i = 0; i < 3; ++i) {
      clock_.Advance(1s);
      EXPECT_THAT(Verify(old_token_), IsOkAndHolds("person/li.si"));
    }
    ASSERT_EQ(lines_.size(), 1U) << broken.substr(0, 100);
    EXPECT_THAT(lines_.front(), HasSubstr("\"level\":\"error\""));
  }
}

TEST_F(RotationTest, ClockThatWasPutBack_KeepsNoRemovedKey) {
  ASSERT_OK(Verify(old_token_));
  file_.Remove(old_.Public());
  clock_.Advance(-10s);
  EXPECT_STATUS(Verify(old_token_), UnknownKey());
}

TEST_F(RotationTest, KeysOfOtherKinds_ArePassedOver) {
  const std::string text = WithKey(R"({"keys": [
      {"kty": "RSA", "kid": "r", "n": "AQAB", "e": "AQAB"},
      {"kty": "oct", "kid": "s", "k": "c2VjcmV0"},
      {"kty": "OKP", "crv": "X25519", "use": "enc", "kid": "x", "x": "AAAA"}]})",
                                   old_.Public())
                               .value();
  ASSERT_OK_AND_ASSIGN(const KeySet set, ParseKeySet(text));
  EXPECT_EQ(set.passed_over, 3);
  EXPECT_EQ(set.keys.size(), 1U);
  EXPECT_TRUE(set.keys.contains(old_.Public().Id()));
}

TEST_F(RotationTest, KeyThatIsThereTwice_IsNotAddedAndOneThatIsNotThere_NotRemoved) {
  const std::string text = WithKey("", old_.Public()).value();
  EXPECT_STATUS(WithKey(text, old_.Public()), HasCode(absl::StatusCode::kAlreadyExists));
  EXPECT_STATUS(WithoutKey(text, new_.Public().Id()), HasCode(absl::StatusCode::kNotFound));
}

TEST_F(RotationTest, VerifierWithoutWhatItNeeds_IsNotMade) {
  const auto code = [this](const Accepted& accepted) {
    return Verifier::Create(accepted, clock_.Now()).status().code();
  };
  EXPECT_EQ(code({"", kTestAudience, file_.path()}), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code({kTestIssuer, "", file_.path()}), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code({kTestIssuer, kTestAudience, "/nowhere"}), absl::StatusCode::kNotFound);
  file_.Write("{");
  EXPECT_EQ(code({kTestIssuer, kTestAudience, file_.path()}), absl::StatusCode::kInvalidArgument);
}

TEST(VerifiedTokensTest, WhatIsUsed_IsKeptAndTheRestIsBounded) {
  VerifiedTokens tokens(4);
  const auto digest = [](int number) { return base::Sha256(std::to_string(number)); };
  const VerifiedTokens::Entry entry = {"person/li.si", {0}, {100}};
  tokens.Add(digest(0), entry);
  for (int i = 1; i < 100; ++i) {
    tokens.Add(digest(i), entry);
    EXPECT_EQ(tokens.Find(digest(0), {50}), "person/li.si") << i;
  }
  int kept = 0;
  for (int i = 0; i < 100; ++i) kept += tokens.Find(digest(i), {50}).has_value() ? 1 : 0;
  EXPECT_LE(kept, 4);
  EXPECT_EQ(tokens.Find(digest(0), {100}), std::nullopt);
}

}  // namespace
}  // namespace cobuild::token
