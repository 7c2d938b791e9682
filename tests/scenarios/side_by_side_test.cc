// Stacks on one machine leave each other alone.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/scenarios/stack.h"

namespace cobuild::scenarios {
namespace {

TEST(SideBySide, AStackThatStartsLeavesTheTemporaryTablesOfAnotherDatabase) {
  const std::string table = "/tmp/#sql-temptable-" + std::to_string(::getpid()) + "-1.MAD";
  std::ofstream(table) << "rows";
  Stack::Shared();
  EXPECT_TRUE(std::filesystem::remove(table)) << "the database that started has removed it";
}

}  // namespace
}  // namespace cobuild::scenarios
