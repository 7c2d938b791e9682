#include "services/registry/domain/commits.h"

#include <gtest/gtest.h>

namespace cobuild::registry {
namespace {

TEST(Commits, PositionAt_IsTheLastRecordedByThen) {
  Commits commits;
  EXPECT_EQ(commits.PositionAt({100}), 0);
  commits.Add(1, {10});
  commits.Add(2, {10});  // of the same transaction
  commits.Add(3, {20});
  EXPECT_EQ(commits.PositionAt({9}), 0);
  EXPECT_EQ(commits.PositionAt({10}), 2);
  EXPECT_EQ(commits.PositionAt({19}), 2);
  EXPECT_EQ(commits.PositionAt({20}), 3);
  EXPECT_EQ(commits.PositionAt({1'000}), 3);
}

}  // namespace
}  // namespace cobuild::registry
