// Whose tokens are accepted, and every reason for which one is not.
#include "common/token/verifier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

#include "common/testing/status_matchers.h"
#include "common/token/testing.h"

namespace cobuild::token {
namespace {

using nlohmann::json;
using test::IsOkAndHolds;
using test::Refuses;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto kUnauthenticated = absl::StatusCode::kUnauthenticated;
constexpr base::Timestamp kNow{1'800'000'000'000'000};
constexpr int64_t kNowSeconds = 1'800'000'000;

auto RefusedAs(const char* reason) { return Refuses(kUnauthenticated, reason); }

class VerifierTest : public ::testing::Test {
 protected:
  VerifierTest() {
    file_.Add(key_.Public());
    verifier_ = Verifier::Create({kTestIssuer, kTestAudience, file_.path()}, kNow).value();
  }

  absl::StatusOr<std::string> Verify(std::string_view token) {
    return verifier_->Verify(token, kNow);
  }
  // One signed by the key, with any header and claims.
  std::string Signed(const json& header, const std::string& claims) const {
    const std::string text = SignedText(header.dump(), claims);
    return text + "." + ToBase64Url(key_.Sign(text));
  }
  std::string SignedClaims(const json& claims) const { return Signed(Header(), claims.dump()); }
  json Header() const { return {{"alg", "EdDSA"}, {"kid", key_.Public().Id()}}; }
  static json RightClaims() {
    return {{"iss", kTestIssuer},
            {"aud", kTestAudience},
            {"sub", "li.si"},
            {"iat", kNowSeconds},
            {"exp", kNowSeconds + 3600}};
  }
  static json ClaimsWith(const char* name, const json& value) {
    json claims = RightClaims();
    claims[name] = value;
    return claims;
  }

  const base::SigningKey key_ = base::SigningKey::New();
  TestKeyFile file_;
  std::unique_ptr<Verifier> verifier_;
};

TEST_F(VerifierTest, RightToken_IsThePersons) {
  EXPECT_THAT(Verify(Issue(key_, TestClaims(kNow))), IsOkAndHolds("person/li.si"));
  EXPECT_THAT(Verify(SignedClaims(RightClaims())), IsOkAndHolds("person/li.si"));
}

TEST_F(VerifierTest, VerifiedAgain_IsTheSame) {
  const std::string token = Issue(key_, TestClaims(kNow));
  for (int i = 0; i < 3; ++i) EXPECT_THAT(Verify(token), IsOkAndHolds("person/li.si"));
}

TEST_F(VerifierTest, OneOfSeveralAudiences_IsEnough) {
  EXPECT_OK(Verify(SignedClaims(ClaimsWith("aud", {"others", kTestAudience}))));
}

TEST_F(VerifierTest, RememberedToken_ExpiresAllTheSame) {
  const Claims claims = TestClaims(kNow);
  const std::string token = Issue(key_, claims);
  ASSERT_OK(Verify(token));
  const base::Timestamp end{claims.expires.micros + 30'000'000};
  EXPECT_OK(verifier_->Verify(token, {end.micros - 1}));
  EXPECT_STATUS(verifier_->Verify(token, end), RefusedAs("TOKEN_EXPIRED"));
}

TEST_F(VerifierTest, ClaimsOfEveryWrongKind_AreRefusedByTheirReason) {
  const struct {
    const char* reason;
    json claims;
  } cases[] = {
      {"TOKEN_ISSUER", ClaimsWith("iss", "https://other.example")},
      {"TOKEN_AUDIENCE", ClaimsWith("aud", "others")},
      {"TOKEN_AUDIENCE", ClaimsWith("aud", {"others", "cobuild.example"})},
      {"TOKEN_LIFETIME", ClaimsWith("exp", kNowSeconds + 24 * 3600 + 1)},
      {"TOKEN_LIFETIME", ClaimsWith("exp", kNowSeconds)},
      {"TOKEN_NOT_YET_VALID", ClaimsWith("iat", kNowSeconds + 31)},
      {"TOKEN_NOT_YET_VALID", ClaimsWith("nbf", kNowSeconds + 31)},
      {"TOKEN_MALFORMED", ClaimsWith("sub", "Li.Si")},
      {"TOKEN_MALFORMED", ClaimsWith("sub", "../li")},
      {"TOKEN_MALFORMED", ClaimsWith("sub", "")},
      {"TOKEN_MALFORMED", ClaimsWith("sub", std::string(58, 'a'))},
      {"TOKEN_MALFORMED", ClaimsWith("sub", 7)},
      {"TOKEN_MALFORMED", ClaimsWith("iss", nullptr)},
      {"TOKEN_MALFORMED", ClaimsWith("aud", json::array())},
      {"TOKEN_MALFORMED", ClaimsWith("aud", {kTestAudience, 1})},
      {"TOKEN_MALFORMED", ClaimsWith("exp", "1800003600")},
      {"TOKEN_MALFORMED", ClaimsWith("exp", 1800003600.5)},
      {"TOKEN_MALFORMED", ClaimsWith("exp", -1)},
      {"TOKEN_MALFORMED", ClaimsWith("exp", UINT64_MAX)},
      {"TOKEN_MALFORMED", ClaimsWith("nbf", nullptr)},
      {"TOKEN_MALFORMED", json::array()},
  };
  for (const auto& [reason, claims] : cases) {
    EXPECT_STATUS(Verify(SignedClaims(claims)), RefusedAs(reason)) << claims;
  }
}

TEST_F(VerifierTest, Expired_IsRefusedOnceTheSkewIsOver) {
  json claims = RightClaims();
  claims["iat"] = kNowSeconds - 3600;
  claims["exp"] = kNowSeconds - 29;
  EXPECT_OK(Verify(SignedClaims(claims)));
  claims["exp"] = kNowSeconds - 30;
  EXPECT_STATUS(Verify(SignedClaims(claims)), RefusedAs("TOKEN_EXPIRED"));
}

TEST_F(VerifierTest, NotYetValid_IsAcceptedWithinTheSkew) {
  EXPECT_OK(Verify(SignedClaims(ClaimsWith("nbf", kNowSeconds + 30))));
}

TEST_F(VerifierTest, LongestSubject_IsAccepted) {
  EXPECT_THAT(Verify(SignedClaims(ClaimsWith("sub", std::string(57, 'a')))),
              IsOkAndHolds("person/" + std::string(57, 'a')));
}

TEST_F(VerifierTest, AlgorithmOfTheHeader_IsNeverBelieved) {
  const std::string claims = RightClaims().dump();
  json header = Header();
  for (const char* algorithm : {"none", "None", "", "HS256", "RS256", "PS256", "ES384", "ES256"}) {
    header["alg"] = algorithm;
    EXPECT_STATUS(Verify(Signed(header, claims)), RefusedAs("TOKEN_ALGORITHM")) << algorithm;
  }
  header["alg"] = "none";
  EXPECT_STATUS(Verify(SignedText(header.dump(), claims) + "."), RefusedAs("TOKEN_ALGORITHM"));
}

TEST_F(VerifierTest, PublicKeyAsASharedSecret_IsRefused) {
  json header = Header();
  header["alg"] = "HS256";
  const std::string text = SignedText(header.dump(), RightClaims().dump());
  for (const std::string& secret : {key_.Public().Raw(), key_.Public().Pem()}) {
    std::array<unsigned char, 32> mac{};
    unsigned int size = mac.size();
    ASSERT_NE(
        HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
             reinterpret_cast<const unsigned char*>(text.data()), text.size(), mac.data(), &size),
        nullptr);
    const std::string signature(reinterpret_cast<const char*>(mac.data()), size);
    EXPECT_STATUS(Verify(text + "." + ToBase64Url(signature)), RefusedAs("TOKEN_ALGORITHM"));
  }
}

TEST_F(VerifierTest, KeyThatIsNotListed_IsUnknown) {
  const base::SigningKey other = base::SigningKey::New();
  EXPECT_STATUS(Verify(Issue(other, TestClaims(kNow))), RefusedAs("TOKEN_KEY_UNKNOWN"));
  json header = Header();
  header.erase("kid");
  EXPECT_STATUS(Verify(Signed(header, RightClaims().dump())), RefusedAs("TOKEN_KEY_UNKNOWN"));
  // What a token brings along is no key.
  header["jwk"] = {{"kty", "OKP"}, {"crv", "Ed25519"}, {"x", ToBase64Url(other.Public().Raw())}};
  header["jku"] = "http://127.0.0.1:1/keys";
  const std::string text = SignedText(header.dump(), RightClaims().dump());
  EXPECT_STATUS(Verify(text + "." + ToBase64Url(other.Sign(text))), RefusedAs("TOKEN_KEY_UNKNOWN"));
}

TEST_F(VerifierTest, AnotherKeysSignatureUnderTheRightId_IsRefused) {
  const std::string text = SignedText(Header().dump(), RightClaims().dump());
  const std::string signature = base::SigningKey::New().Sign(text);
  EXPECT_STATUS(Verify(text + "." + ToBase64Url(signature)), RefusedAs("TOKEN_SIGNATURE"));
}

TEST_F(VerifierTest, TamperedClaims_AreRefused) {
  const std::string token = SignedClaims(RightClaims());
  const size_t dot = token.find('.');
  const std::string other = ToBase64Url(ClaimsWith("sub", "wang.wu").dump());
  EXPECT_STATUS(Verify(token.substr(0, dot + 1) + other + token.substr(token.rfind('.'))),
                RefusedAs("TOKEN_SIGNATURE"));
}

TEST_F(VerifierTest, AnyCharacterChanged_IsRefused) {
  const std::string token = Issue(key_, TestClaims(kNow));
  for (size_t i = 0; i < token.size(); ++i) {
    std::string other = token;
    other[i] = other[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(Verify(other).ok()) << i;
  }
}

TEST_F(VerifierTest, OtherSpellingsOfARightToken_AreMalformed) {
  const std::string token = Issue(key_, TestClaims(kNow));
  const size_t dot = token.find('.');
  for (const std::string& spelling :
       {token + "=", token + "==", token + "\n", " " + token, token + ".", token + ".x",
        token.substr(0, dot) + "=" + token.substr(dot), token.substr(0, token.rfind('.')),
        std::string(), std::string(".."), std::string("a.b.c"), std::string(9000, 'a')}) {
    EXPECT_STATUS(Verify(spelling), RefusedAs("TOKEN_MALFORMED")) << spelling;
  }
}

TEST_F(VerifierTest, HeaderThatMustNotBeActedUpon_IsMalformed) {
  const std::string claims = RightClaims().dump();
  for (const auto& [member, value] : std::vector<std::pair<const char*, json>>{
           {"crit", {"x"}}, {"typ", "logout+jwt"}, {"typ", 1}, {"alg", 5}}) {
    json header = Header();
    header[member] = value;
    EXPECT_STATUS(Verify(Signed(header, claims)), RefusedAs("TOKEN_MALFORMED")) << header;
  }
}

TEST_F(VerifierTest, MemberThatIsThereTwice_IsMalformed) {
  const std::string claims = RightClaims().dump();
  const std::string twice = R"({"sub":"wang.wu",)" + claims.substr(1);
  EXPECT_STATUS(Verify(Signed(Header(), twice)), RefusedAs("TOKEN_MALFORMED"));
  const std::string header = R"({"alg":"none",)" + Header().dump().substr(1);
  const std::string text = SignedText(header, claims);
  EXPECT_STATUS(Verify(text + "." + ToBase64Url(key_.Sign(text))), RefusedAs("TOKEN_MALFORMED"));
}

TEST_F(VerifierTest, Refusals_QuoteNothingOfTheToken) {
  for (const std::string& token :
       {SignedClaims(ClaimsWith("iss", "secret-issuer")), SignedClaims(ClaimsWith("sub", "Secret")),
        std::string("secret.secret.secret")}) {
    EXPECT_THAT(std::string(Verify(token).status().message()), Not(HasSubstr("ecret")));
  }
}

// A key of P-256 that signs as identity providers do.
class Es256Signer {
 public:
  Es256Signer() : key_(EVP_EC_gen("P-256"), EVP_PKEY_free) {}

  std::string Jwks() const {
    std::array<unsigned char, 65> point{};
    size_t size = 0;
    EVP_PKEY_get_octet_string_param(key_.get(), OSSL_PKEY_PARAM_ENCODED_PUBLIC_KEY, point.data(),
                                    point.size(), &size);
    const std::string bytes(reinterpret_cast<const char*>(point.data()), size);
    return json{{"keys",
                 {{{"kty", "EC"},
                   {"crv", "P-256"},
                   {"kid", "p"},
                   {"x", ToBase64Url(bytes.substr(1, 32))},
                   {"y", ToBase64Url(bytes.substr(33))}}}}}
        .dump();
  }
  // r and s.
  std::string Sign(const std::string& text) const {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                          EVP_MD_CTX_free);
    std::array<unsigned char, 80> der{};
    size_t size = der.size();
    EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get());
    EVP_DigestSign(context.get(), der.data(), &size,
                   reinterpret_cast<const unsigned char*>(text.data()), text.size());
    const unsigned char* at = der.data();
    const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> numbers(
        d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size)), ECDSA_SIG_free);
    std::string signature(64, '\0');
    auto* bytes = reinterpret_cast<unsigned char*>(signature.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(numbers.get()), bytes, 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(numbers.get()), bytes + 32, 32);
    return signature;
  }

 private:
  std::shared_ptr<EVP_PKEY> key_;
};

TEST(Es256Test, SignedByAKeyOfP256_IsAcceptedUnderThatAlgorithmAlone) {
  const Es256Signer signer;
  const TestKeyFile file(signer.Jwks());
  ASSERT_OK_AND_ASSIGN(const auto verifier,
                       Verifier::Create({kTestIssuer, kTestAudience, file.path()}, kNow));
  const json claims = {{"iss", kTestIssuer},
                       {"aud", kTestAudience},
                       {"sub", "li.si"},
                       {"iat", kNowSeconds},
                       {"exp", kNowSeconds + 60}};
  const auto token = [&](const char* algorithm) {
    const std::string text =
        SignedText(json{{"alg", algorithm}, {"kid", "p"}}.dump(), claims.dump());
    return text + "." + ToBase64Url(signer.Sign(text));
  };
  EXPECT_THAT(verifier->Verify(token("ES256"), kNow), IsOkAndHolds("person/li.si"));
  EXPECT_STATUS(verifier->Verify(token("EdDSA"), kNow), RefusedAs("TOKEN_ALGORITHM"));
  std::string forged = token("ES256");
  forged.replace(forged.rfind('.') + 1, std::string::npos, ToBase64Url(std::string(64, '\0')));
  EXPECT_STATUS(verifier->Verify(forged, kNow), RefusedAs("TOKEN_SIGNATURE"));
}

}  // namespace
}  // namespace cobuild::token
