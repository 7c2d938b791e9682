#include "common/audit/checkpoint_writer.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "common/audit/checkpoint_files.h"
#include "common/audit/memory_trail.h"
#include "common/audit/testing.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"

namespace cobuild::audit {
namespace {

using test::HasCode;
using test::IsOkAndHolds;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Made for this test alone: openssl genpkey -algorithm ed25519.
constexpr char kKey[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n"
    "-----END PRIVATE KEY-----\n";
constexpr char kOtherKey[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIB8eHRwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgEA\n"
    "-----END PRIVATE KEY-----\n";

class CheckpointWriterTest : public ::testing::Test {
 public:
  ~CheckpointWriterTest() override { std::filesystem::remove_all(folder_); }

 protected:
  CheckpointWriterTest() { std::filesystem::create_directories(folder_); }

  CheckpointWriter MakeWriter() { return {"registry", trails_, clock_, key_, folder_}; }

  void Refuse() { EXPECT_OK(refusals_.Append({ExampleRecord(Form::kRefusal, 0)})); }

  absl::StatusOr<std::vector<Checkpoint>> Read(TrailKind trail) {
    return ReadCheckpoints(folder_, "registry", trail, key_.Public());
  }

  std::string PathOf(const std::string& name) { return folder_ + "/" + name; }

  const std::string folder_ = ::testing::TempDir() + "/checkpoint_writer_test";
  const base::SigningKey key_ = base::SigningKey::FromPem(kKey).value();
  test::FakeClock clock_{{1'325'318'400'000'000}};
  MemoryTrail changes_{Form::kChange, ExampleTrail(Form::kChange, 5)};
  MemoryRefusalLog refusals_;
  const Trails trails_{changes_, refusals_};
};

TEST_F(CheckpointWriterTest, WritesALineForEachTrailThatGrew) {
  CheckpointWriter writer = MakeWriter();
  ASSERT_OK(writer.Write());
  EXPECT_THAT(Read(TrailKind::kRefusals), IsOkAndHolds(IsEmpty()));
  ASSERT_OK_AND_ASSIGN(const auto of_changes, Read(TrailKind::kChanges));
  ASSERT_THAT(of_changes, SizeIs(1));
  EXPECT_EQ(of_changes[0].end, *changes_.ReadHead());
  EXPECT_EQ(of_changes[0].time, clock_.Now());

  Refuse();
  ASSERT_OK(writer.Write());
  Refuse();
  ASSERT_OK(writer.Write());
  EXPECT_THAT(Read(TrailKind::kChanges), IsOkAndHolds(SizeIs(1)));
  ASSERT_OK_AND_ASSIGN(const auto of_refusals, Read(TrailKind::kRefusals));
  ASSERT_THAT(of_refusals, SizeIs(2));
  EXPECT_EQ(of_refusals[1].end, *refusals_.ReadHead());
}

TEST_F(CheckpointWriterTest, AnyByteChanged_IsFoundWithItsLine) {
  CheckpointWriter writer = MakeWriter();
  ASSERT_OK(writer.Write());
  const std::string path = PathOf("registry-changes-2011-12-31.txt");
  std::stringstream content;
  content << std::ifstream(path).rdbuf();
  const std::string line = content.str();
  for (size_t i = 0; i + 1 < line.size(); i += 5) {
    std::string changed = line;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    std::ofstream(path) << changed;
    EXPECT_STATUS(Read(TrailKind::kChanges), HasCode(absl::StatusCode::kDataLoss)) << changed;
  }
}

TEST_F(CheckpointWriterTest, AnotherKeysSignature_IsNone) {
  ASSERT_OK(MakeWriter().Write());
  const auto other = base::SigningKey::FromPem(kOtherKey).value();
  EXPECT_STATUS(ReadCheckpoints(folder_, "registry", TrailKind::kChanges, other.Public()),
                HasCode(absl::StatusCode::kDataLoss));
}

TEST_F(CheckpointWriterTest, LineOfAnotherTrail_IsNone) {
  ASSERT_OK(MakeWriter().Write());
  std::filesystem::rename(PathOf("registry-changes-2011-12-31.txt"),
                          PathOf("registry-refusals-2011-12-31.txt"));
  EXPECT_STATUS(Read(TrailKind::kRefusals), HasCode(absl::StatusCode::kDataLoss));
}

TEST_F(CheckpointWriterTest, FolderThatIsGone_IsAnErrorAndTheNextWriteMakesUpForIt) {
  CheckpointWriter writer = MakeWriter();
  std::filesystem::remove_all(folder_);
  EXPECT_STATUS(writer.Write(), HasCode(absl::StatusCode::kUnavailable));
  EXPECT_STATUS(Read(TrailKind::kChanges), HasCode(absl::StatusCode::kNotFound));
  std::filesystem::create_directories(folder_);
  ASSERT_OK(writer.Write());
  EXPECT_THAT(Read(TrailKind::kChanges), IsOkAndHolds(SizeIs(1)));
}

}  // namespace
}  // namespace cobuild::audit
