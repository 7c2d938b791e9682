#include "common/base/signed_chain.h"

#include <gmock/gmock.h>

#include <utility>

namespace cobuild::base {
namespace {

using Kind = ChainFault::Kind;

constexpr char kDomain[] = "test.chain.v1";
// Made for this test: openssl genpkey -algorithm ed25519.
constexpr char kPrivatePem[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIJqJ5r4Nd5S3PRZynLIm88dtX91nlhAoD43Y+qYkVHZS\n"
    "-----END PRIVATE KEY-----\n";

SigningKey Key() { return *SigningKey::FromPem(kPrivatePem); }

std::vector<Link> Chain(int size, const SigningKey* key = nullptr, int first_content = 1) {
  std::vector<Link> links;
  ChainEnd end;
  for (int i = 0; i < size; ++i) {
    links.push_back(
        NextLink(kDomain, end, "line " + std::to_string(first_content + i) + "\nmore\n", key));
    end = EndOf(links.back());
  }
  return links;
}

std::optional<ChainFault> Verify(const std::vector<Link>& links,
                                 std::optional<ChainEnd> end = std::nullopt) {
  return VerifyChain(kDomain, links, {.end = end});
}

ChainFault Fault(Kind kind, int64_t number, size_t index) { return {kind, number, index}; }

TEST(SignedChain, AsItWasMade_HasNoFault) {
  const SigningKey key = Key();
  const VerifyingKey verifying = key.Public();
  const std::vector<Link> links = Chain(5, &key);
  EXPECT_EQ(VerifyChain(kDomain, links, {.key = &verifying, .end = EndOf(links.back())}),
            std::nullopt);
  EXPECT_EQ(VerifyChain(kDomain, std::span(links).subspan(2), {.start = EndOf(links[1])}),
            std::nullopt);
  EXPECT_EQ(Verify({}), std::nullopt);
}

TEST(SignedChain, AnyByteOfTheTextChanged_IsFoundAndPlaced) {
  const SigningKey key = Key();
  const VerifyingKey verifying = key.Public();
  const std::vector<Link> links = Chain(4, &key);
  const std::string text = ToText(links);
  ASSERT_EQ(LinksFromText(text), links);
  size_t link = 0;
  size_t link_end = ToText(std::span(links).first(1)).size();
  for (size_t i = 0; i < text.size(); ++i) {
    if (i == link_end) {
      ++link;
      link_end = ToText(std::span(links).first(link + 1)).size();
    }
    std::string changed = text;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    const auto fault = VerifyChain(kDomain, LinksFromText(changed), {.key = &verifying});
    ASSERT_TRUE(fault.has_value()) << "byte " << i;
    EXPECT_EQ(fault->index, link) << "byte " << i;
    EXPECT_EQ(fault->number, static_cast<int64_t>(link) + 1) << "byte " << i;
    EXPECT_EQ(fault->kind, Kind::kChanged) << "byte " << i;
  }
}

TEST(SignedChain, LinkTakenOut_IsMissing) {
  for (size_t gone = 0; gone < 4; ++gone) {
    std::vector<Link> links = Chain(5);
    links.erase(links.begin() + static_cast<int>(gone));
    EXPECT_EQ(Verify(links), Fault(Kind::kMissing, static_cast<int64_t>(gone) + 1, gone));
  }
}

TEST(SignedChain, EndCutOff_IsFoundAgainstAKeptEnd) {
  const std::vector<Link> links = Chain(5);
  const std::vector<Link> cut(links.begin(), links.begin() + 3);
  EXPECT_EQ(Verify(cut), std::nullopt);
  EXPECT_EQ(Verify(cut, EndOf(links.back())), Fault(Kind::kMissing, 4, 3));
  EXPECT_EQ(Verify({}, EndOf(links.back())), Fault(Kind::kMissing, 1, 0));
}

TEST(SignedChain, WholeChainMadeAnew_IsFoundAgainstAKeptEnd) {
  EXPECT_EQ(Verify(Chain(5, nullptr, 100), EndOf(Chain(5)[2])), Fault(Kind::kChanged, 3, 2));
}

TEST(SignedChain, LinkPutIn_IsInserted) {
  for (size_t place = 0; place <= 4; ++place) {
    const std::vector<Link> links = Chain(5);
    std::vector<Link> copied = links;
    copied.insert(copied.begin() + static_cast<int>(place) + 1, links[place]);
    EXPECT_EQ(Verify(copied), Fault(Kind::kInserted, static_cast<int64_t>(place) + 2, place + 1));
  }
  std::vector<Link> forged = Chain(5);
  forged.insert(forged.begin() + 2, NextLink("another.chain", EndOf(forged[1]), "x\n", nullptr));
  EXPECT_EQ(Verify(forged), Fault(Kind::kInserted, 3, 2));
  std::vector<Link> remade = Chain(5);
  remade.insert(remade.begin() + 2, NextLink(kDomain, {2, Sha256("x")}, "x\n", nullptr));
  EXPECT_EQ(Verify(remade), Fault(Kind::kInserted, 3, 2));
}

TEST(SignedChain, LinksSwapped_AreFoundAtTheFirst) {
  for (size_t a = 0; a < 5; ++a) {
    for (size_t b = a + 1; b < 5; ++b) {
      std::vector<Link> links = Chain(5);
      std::swap(links[a], links[b]);
      EXPECT_EQ(Verify(links), Fault(Kind::kSwapped, static_cast<int64_t>(a) + 1, a));
    }
  }
}

TEST(SignedChain, LinkMadeAnewWithItsDigest_IsFoundByTheSignature) {
  const SigningKey key = Key();
  const VerifyingKey verifying = key.Public();
  std::vector<Link> links = Chain(3, &key);
  links[2] = NextLink(kDomain, EndOf(links[1]), "forged\n", nullptr);
  EXPECT_EQ(Verify(links), std::nullopt);
  EXPECT_EQ(VerifyChain(kDomain, links, {.key = &verifying}), Fault(Kind::kChanged, 3, 2));
}

TEST(SignedChain, LinkOfAnotherDomain_IsNoneOfThisChain) {
  EXPECT_EQ(VerifyChain("other", Chain(2), {}), Fault(Kind::kChanged, 1, 0));
}

TEST(SignedChain, TextAfterTheLastLink_IsFound) {
  const std::string text = ToText(Chain(2));
  EXPECT_EQ(Verify(LinksFromText(text + "more\n")), Fault(Kind::kChanged, 3, 2));
}

TEST(Signature, OfTheKey_VerifiesTheseBytesAndNoOthers) {
  const SigningKey key = Key();
  const VerifyingKey verifying = *VerifyingKey::FromPem(key.Public().Pem());
  const std::string signature = key.Sign("bytes");
  EXPECT_EQ(signature.size(), kSignatureBytes);
  EXPECT_EQ(key.Sign("bytes"), signature);
  EXPECT_EQ(verifying.Id(), key.Public().Id());
  EXPECT_TRUE(verifying.Verifies("bytes", signature));
  EXPECT_FALSE(verifying.Verifies("byteS", signature));
  EXPECT_FALSE(verifying.Verifies("bytes", signature.substr(1)));
  EXPECT_FALSE(verifying.Verifies("bytes", ""));
}

TEST(Signature, WhatIsNoKey_IsRefused) {
  EXPECT_EQ(SigningKey::FromPem("").status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(SigningKey::FromPem(Key().Public().Pem()).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(VerifyingKey::FromPem(kPrivatePem).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(SigningKey::FromFile("/nowhere").status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace cobuild::base
