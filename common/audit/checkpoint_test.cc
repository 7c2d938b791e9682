#include "common/audit/checkpoint.h"

#include <gmock/gmock.h>

#include <string>

#include "common/testing/status_matchers.h"

namespace cobuild::audit {
namespace {

using test::HasCode;
using test::IsOkAndHolds;

Checkpoint ExampleCheckpoint() {
  return {"finance",
          TrailKind::kChanges,
          {4711, base::Sha256("x")},
          {1'325'318'400'000'000},
          std::string(64, '\x5a')};
}

TEST(Checkpoint, Line_IsWhatIsSignedAndTheSignature) {
  const std::string digest = base::ToHex(base::Sha256("x"));
  EXPECT_EQ(SignedText(ExampleCheckpoint()), "cobuild.audit.checkpoint@1 finance changes 4711 " +
                                                 digest + " 2011-12-31T08:00:00.000000Z");
  std::string signature;
  for (int i = 0; i < 64; ++i) signature += "5a";
  EXPECT_EQ(FormatCheckpoint(ExampleCheckpoint()),
            SignedText(ExampleCheckpoint()) + " " + signature);
  EXPECT_EQ(CheckpointFileName(ExampleCheckpoint()), "finance-changes-2011-12-31.txt");
}

TEST(Checkpoint, Line_ReadsAsItWasWritten) {
  EXPECT_THAT(ParseCheckpoint(FormatCheckpoint(ExampleCheckpoint())),
              IsOkAndHolds(ExampleCheckpoint()));
}

TEST(Checkpoint, LineWithAnyByteLess_IsNone) {
  const std::string line = FormatCheckpoint(ExampleCheckpoint());
  for (size_t i = 0; i < line.size(); ++i) {
    std::string shorter = line;
    shorter.erase(i, 1);
    const auto parsed = ParseCheckpoint(shorter);
    // A digit less of the number, or a letter of the name, makes another; its signature will tell.
    EXPECT_TRUE(!parsed.ok() || FormatCheckpoint(*parsed) == shorter) << shorter;
  }
}

TEST(Checkpoint, OtherSpellings_AreNone) {
  const std::string line = FormatCheckpoint(ExampleCheckpoint());
  for (const auto& [from, to] :
       {std::pair("4711", "04711"), std::pair("4711", "+4711"), std::pair("changes", "change"),
        std::pair("@1", "@2"), std::pair("5a5a", "5A5A"), std::pair("00Z", "00+00:00")}) {
    std::string other = line;
    other.replace(other.find(from), std::string(from).size(), to);
    EXPECT_STATUS(ParseCheckpoint(other), HasCode(absl::StatusCode::kInvalidArgument)) << other;
  }
  EXPECT_STATUS(ParseCheckpoint(""), HasCode(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace cobuild::audit
