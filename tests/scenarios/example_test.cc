// The example loads into an empty stack; what it leaves is kept for scenarios that start from it.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/scenarios/stack.h"

namespace cobuild::scenarios {
namespace {

TEST(Example, IsLoadedOnceForEveryScenarioThatStartsFromIt) {
  Stack& stack = Stack::Shared();
  const Output load = stack.Load(1);
  ASSERT_EQ(load.exit_code, 0) << load.out << load.err;
  // Started by hand, nobody waits for it.
  if (const char* folder = std::getenv("COBUILD_SCENARIO_EXAMPLE")) stack.Keep(folder);  // NOLINT
}

}  // namespace
}  // namespace cobuild::scenarios
