// What deploy/run says of a stack that runs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "tests/scenarios/stack.h"

namespace cobuild::scenarios {
namespace {

using testing::ElementsAre;

// What stands behind the first word of each line.
std::map<std::string, std::vector<std::string>> RowsOf(const std::string& table) {
  std::map<std::string, std::vector<std::string>> rows;
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string name;
    words >> name;
    for (std::string word; words >> word;) rows[name].push_back(word);
  }
  return rows;
}

TEST(Status, TellsProcessHealthAndPortsOfEach) {
  Stack& stack = Stack::Shared();
  const Output status = scenarios::Run({"deploy/run", "status"}, stack.environment());
  EXPECT_EQ(status.exit_code, 0) << status.err;
  auto rows = RowsOf(status.out);
  for (const std::string& service : kServices) {
    const int port = stack.Port(service);
    EXPECT_THAT(rows[service], ElementsAre(std::to_string(stack.Pid(service)), "SERVING",
                                           std::to_string(port), std::to_string(port + 10)))
        << status.out;
  }
  EXPECT_THAT(rows["database"], ElementsAre(std::to_string(stack.Pid("database")), "answers",
                                            stack.home() + "/mariadb.sock"));
}

}  // namespace
}  // namespace cobuild::scenarios
