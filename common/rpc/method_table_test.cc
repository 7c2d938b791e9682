#include "common/testing/method_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "common/rpc/testdata/echo/methods.h"
#include "echo/echo.pb.h"

namespace cobuild::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using namespace std::chrono_literals;

std::vector<rpc::Method> GoodTable() {
  return {std::begin(echo::kMethods), std::end(echo::kMethods)};
}

std::vector<std::string> Check(const std::vector<rpc::Method>& table) {
  return CheckTable({echo::v1::EchoRequest::descriptor()->file()}, table);
}

TEST(CheckTableTest, TableThatAgrees_HasNothingWrong) {
  EXPECT_THAT(Check(GoodTable()), IsEmpty());
}

TEST(CheckTableTest, RpcWithoutARow_IsNamed) {
  auto table = GoodTable();
  table.pop_back();
  EXPECT_THAT(Check(table), ElementsAre("cobuild.echo.v1.EchoService/Collect has no row"));
}

TEST(CheckTableTest, RowWithoutAnRpc_IsNamed) {
  auto table = GoodTable();
  table.push_back(table[0]);
  table.back().name = "cobuild.echo.v1.EchoService/Gone";
  EXPECT_THAT(Check(table), ElementsAre(HasSubstr("Gone has a row and is no RPC")));
}

TEST(CheckTableTest, RowTwice_IsNamed) {
  auto table = GoodTable();
  table.push_back(table[0]);
  EXPECT_THAT(Check(table), ElementsAre(HasSubstr("has two rows")));
}

// One wrong thing in one row, and what is said of it.
struct Slip {
  size_t row;
  void (*make)(rpc::Method&);
  const char* said;
};

class SlipTest : public ::testing::TestWithParam<Slip> {};

TEST_P(SlipTest, IsNamed) {
  auto table = GoodTable();
  GetParam().make(table[GetParam().row]);
  EXPECT_THAT(Check(table), ElementsAre(HasSubstr(GetParam().said)));
}

INSTANTIATE_TEST_SUITE_P(
    All, SlipTest,
    ::testing::Values(
        Slip{0, [](rpc::Method& row) { row.permission = ""; }, "no permission"},
        Slip{0, [](rpc::Method& row) { row.budget = 0ms; }, "no budget"},
        Slip{0, [](rpc::Method& row) { row.lane = rpc::Lane::kWatch; }, "no server stream"},
        Slip{0,
             [](rpc::Method& row) {
               row.repeat = rpc::Repeat::kRequestId;
               row.lane = rpc::Lane::kWrite;
             },
             "without a request_id"},
        Slip{2, [](rpc::Method& row) { row.repeat = rpc::Repeat::kRead; }, "yet has a request_id"},
        Slip{2, [](rpc::Method& row) { row.lane = rpc::Lane::kRead; }, "on the read lane"},
        Slip{4, [](rpc::Method& row) { row.lane = rpc::Lane::kInline; }, "must not block"},
        Slip{6, [](rpc::Method& row) { row.lane = rpc::Lane::kInline; }, "client stream"}));

}  // namespace
}  // namespace cobuild::test
