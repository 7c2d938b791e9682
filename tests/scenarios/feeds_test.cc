// Every service's feed, replayed from 0, makes the state that the service holds.
#include <gtest/gtest.h>

#include "tests/scenarios/stack.h"

namespace cobuild::scenarios {
namespace {

TEST(Feeds, ReplayedFrom0_MakeTheStateThatEachServiceHolds) {
  Stack& stack = Stack::WithExample();
  // What reconciliation holds comes of its runs alone.
  EXPECT_EQ(stack.Cli({"reconcile", "run", "--check", "ledger-balances"}).exit_code, 0);
  for (const std::string& service : kServices) {
    const auto result =
        stack.Json({"feed", "verify", service, "--timeout", "120", "--format", "json"});
    ASSERT_TRUE(result.is_object()) << service;
    EXPECT_EQ(result.at("digest"), result.at("replayed_digest")) << result;
    EXPECT_EQ(result.at("position"), stack.Head(service)) << service;
    EXPECT_GT(result.at("resources"), 0) << service;
  }
}

TEST(Feeds, OfOneType_FindWhatTheServiceLists) {
  Stack& stack = Stack::WithExample();
  const auto perimeters =
      stack.Json({"feed", "list", "registry", "--type", "Perimeter", "--format", "json"});
  ASSERT_FALSE(perimeters.empty());
  for (const auto& change : perimeters) {
    EXPECT_EQ(change.at("resource_name").get<std::string>().rfind("perimeters/", 0), 0U) << change;
  }
}

}  // namespace
}  // namespace cobuild::scenarios
