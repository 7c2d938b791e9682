#include "services/projects/store/evidence_conformance.h"

#include <thread>
#include <vector>

#include "common/testing/status_matchers.h"
#include "services/projects/domain/evidence.h"

namespace cobuild::projects {

using test::IsOkAndHolds;

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(EvidenceConformance);

namespace {

// Bytes of every kind, of which no part is like another.
std::string Content(size_t size) {
  std::string content(size, '\0');
  for (size_t i = 0; i < size; ++i) content[i] = static_cast<char>((i * 31 + i / 257) % 256);
  return content;
}

}  // namespace

TEST_P(EvidenceConformance, NothingIsKept_ReadsAsNothing) {
  EXPECT_THAT(store().ReadChunk(base::Sha256("x"), 0), IsOkAndHolds(""));
}

TEST_P(EvidenceConformance, Content_IsReadPartByPart) {
  const std::string content = Content(2 * kMaxChunkBytes + 1);
  const base::Digest digest = base::Sha256(content);
  ASSERT_OK(store().Put(digest, content));
  for (int64_t index = 0; index < 3; ++index) {
    const auto part = content.substr(static_cast<size_t>(index * kMaxChunkBytes), kMaxChunkBytes);
    const auto read = store().ReadChunk(digest, index);
    ASSERT_OK(read);
    EXPECT_TRUE(*read == part) << "part " << index << " of " << read->size() << " bytes";
  }
  EXPECT_THAT(store().ReadChunk(digest, 3), IsOkAndHolds(""));
}

TEST_P(EvidenceConformance, ContentOfWholeParts_HasNoEmptyOne) {
  const std::string content = Content(kMaxChunkBytes);
  ASSERT_OK(store().Put(base::Sha256(content), content));
  EXPECT_EQ(store().ReadChunk(base::Sha256(content), 0)->size(), content.size());
  EXPECT_THAT(store().ReadChunk(base::Sha256(content), 1), IsOkAndHolds(""));
}

TEST_P(EvidenceConformance, TheSameContentAgain_IsKeptOnce) {
  ASSERT_OK(store().Put(base::Sha256("a"), "a"));
  ASSERT_OK(store().Put(base::Sha256("a"), "a"));
  EXPECT_THAT(store().ReadChunk(base::Sha256("a"), 0), IsOkAndHolds("a"));
  EXPECT_THAT(store().ReadChunk(base::Sha256("b"), 0), IsOkAndHolds(""));
}

TEST_P(EvidenceConformance, TheSameContentFromManyAtOnce_IsKept) {
  const std::string content = Content(3 * kMaxChunkBytes);
  const base::Digest digest = base::Sha256(content);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] { EXPECT_OK(store().Put(digest, content)); });
  }
  for (std::thread& thread : threads) thread.join();
  for (int64_t index = 0; index < 3; ++index) {
    EXPECT_EQ(store().ReadChunk(digest, index)->size(), static_cast<size_t>(kMaxChunkBytes));
  }
}

}  // namespace cobuild::projects
