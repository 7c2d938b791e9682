#include "common/base/ulid.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>
#include <vector>

#include "common/base/text.h"

namespace cobuild::base {
namespace {

constexpr Timestamp kNow{1'330'000'000'123'456};

TEST(NewUlid, IsAResourceId) {
  const std::string id = NewUlid(kNow);
  EXPECT_EQ(id.size(), 26u);
  EXPECT_TRUE(IsResourceId(id)) << id;
  // Crockford's base 32 leaves out what is easily misread.
  EXPECT_EQ(id.find_first_of("ilou"), std::string::npos) << id;
}

TEST(NewUlid, FirstTenCharactersAreTheMillisecond) {
  // The specification's example: 1469918176385 is 01ARYZ6S41.
  EXPECT_EQ(NewUlid({1'469'918'176'385'000}).substr(0, 10), "01aryz6s41");
  EXPECT_EQ(NewUlid({0}).substr(0, 10), "0000000000");
  EXPECT_EQ(NewUlid({999}).substr(0, 10), "0000000000");
  EXPECT_EQ(NewUlid({1'000}).substr(0, 10), "0000000001");
}

TEST(NewUlid, LaterMillisecond_SortsLater) {
  std::string previous;
  for (int64_t millis = 0; millis < 1'000; ++millis) {
    const std::string id = NewUlid({kNow.micros + millis * 1'000});
    ASSERT_LT(previous, id);
    previous = id;
  }
}

TEST(NewUlid, SameInstantManyThreads_AllDiffer) {
  constexpr size_t kThreads = 4;
  constexpr size_t kEach = 5'000;
  std::vector<std::vector<std::string>> made(kThreads);
  std::vector<std::thread> threads;
  for (auto& ids : made) {
    threads.emplace_back([&ids] {
      for (size_t i = 0; i < kEach; ++i) ids.push_back(NewUlid(kNow));
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::set<std::string> all;
  for (const auto& ids : made) all.insert(ids.begin(), ids.end());
  EXPECT_EQ(all.size(), kThreads * kEach);
}

}  // namespace
}  // namespace cobuild::base
