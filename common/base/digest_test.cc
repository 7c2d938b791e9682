#include "common/base/digest.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace cobuild::base {
namespace {

TEST(Sha256, KnownAnswers) {
  // From FIPS 180-2's examples.
  EXPECT_EQ(ToHex(Sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(ToHex(Sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(DigestFromHex, ReadsWhatToHexGave) {
  EXPECT_EQ(DigestFromHex(ToHex(Sha256("abc"))), Sha256("abc"));
}

TEST(DigestFromHex, AnythingElseIsNoDigest) {
  const std::string hex = ToHex(Sha256("abc"));
  EXPECT_EQ(DigestFromHex(""), std::nullopt);
  EXPECT_EQ(DigestFromHex(hex + "00"), std::nullopt);
  EXPECT_EQ(DigestFromHex("B" + hex.substr(1)), std::nullopt);
  EXPECT_EQ(DigestFromHex(hex.substr(1) + "g"), std::nullopt);
}

TEST(DigestBuilder, SameFields_SameDigest) {
  EXPECT_EQ(DigestBuilder("x").Add("a").Add(1).Finish(),
            DigestBuilder("x").Add("a").Add(1).Finish());
}

TEST(DigestBuilder, MovedFieldBorder_OtherDigest) {
  EXPECT_NE(DigestBuilder("x").Add("ab").Add("c").Finish(),
            DigestBuilder("x").Add("a").Add("bc").Finish());
  EXPECT_NE(DigestBuilder("x").Add("").Add("a").Finish(),
            DigestBuilder("x").Add("a").Add("").Finish());
  EXPECT_NE(DigestBuilder("x").Add("a").Finish(), DigestBuilder("x").Add("a").Add("").Finish());
}

TEST(DigestBuilder, OtherDomain_OtherDigest) {
  EXPECT_NE(DigestBuilder("x").Add("a").Finish(), DigestBuilder("y").Add("a").Finish());
  EXPECT_NE(DigestBuilder("x").Add("a").Finish(), DigestBuilder("xa").Finish());
}

TEST(DigestBuilder, EveryByteOfANumberCounts) {
  const Digest zero = DigestBuilder("x").Add(0).Finish();
  for (int shift = 0; shift < 63; ++shift) {
    EXPECT_NE(DigestBuilder("x").Add(int64_t{1} << shift).Finish(), zero) << shift;
  }
  EXPECT_NE(DigestBuilder("x").Add(-1).Finish(), DigestBuilder("x").Add(1).Finish());
  EXPECT_NE(DigestBuilder("x").Add(std::numeric_limits<int64_t>::min()).Finish(), zero);
}

TEST(DigestBuilder, OrderOfFieldsCounts) {
  EXPECT_NE(DigestBuilder("x").Add(1).Add(2).Finish(), DigestBuilder("x").Add(2).Add(1).Finish());
}

// Stored digests and chains must still match after an upgrade.
TEST(DigestBuilder, FormIsFixed) {
  const std::string framed = std::string(7, '\0') + '\1' + "x" +   // the domain
                             std::string(7, '\0') + '\2' + "ab" +  // a string
                             std::string(8, '\xff') +              // a number, big-endian
                             ToBytes(Sha256("abc"));               // a digest, as it is
  EXPECT_EQ(DigestBuilder("x").Add("ab").Add(-1).Add(Sha256("abc")).Finish(), Sha256(framed));
}

TEST(DigestBytes, RoundTrip) {
  const Digest digest = Sha256("abc");
  EXPECT_EQ(ToBytes(digest).size(), 32u);
  EXPECT_EQ(DigestFromBytes(ToBytes(digest)), digest);
}

TEST(DigestBytes, OtherLength_IsAllZero) {
  EXPECT_EQ(DigestFromBytes(""), Digest{});
  EXPECT_EQ(DigestFromBytes(std::string(31, 'a')), Digest{});
  EXPECT_EQ(DigestFromBytes(std::string(33, 'a')), Digest{});
}

}  // namespace
}  // namespace cobuild::base
