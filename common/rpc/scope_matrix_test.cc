// What the scope matrix finds, of a service that is sound or that leaks.
#include "common/testing/scope_matrix.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <span>
#include <string>
#include <vector>

#include "common/error/error.h"
#include "common/rpc/testdata/echo/calls.h"
#include "common/rpc/testdata/echo/methods.h"
#include "common/testing/server.h"

namespace cobuild::echo {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::array kLeakyMethods = {
    rpc::Method{"cobuild.echo.v1.EchoService/Echo", "finance.accounts.create", rpc::Scope::kRows,
                rpc::Lane::kRead, std::chrono::seconds(10), rpc::Repeat::kRead},
    rpc::Method{"cobuild.echo.v1.EchoService/Store", "finance.transfers.post", rpc::Scope::kWhole,
                rpc::Lane::kWrite, std::chrono::seconds(10), rpc::Repeat::kRequestId}};

// Has the row or not, and tells it to whoever reaches it; to whoever reaches the
// village beside it, what the request asks for.
class LeakyService {
 public:
  LeakyService(const rpc::Directory& directory, bool has_row)
      : has_row_(has_row),
        server_(
            [this](rpc::Router& router) {
              router.Unary<EchoRequest, EchoResponse>(
                  kLeakyMethods[0], [this](rpc::Call& call, const EchoRequest& request) {
                    return Answer(call.reach(), request.ask());
                  });
              router.Unary<StoreRequest, EchoResponse>(
                  kLeakyMethods[1],
                  [](rpc::Call&, const StoreRequest&) -> absl::StatusOr<EchoResponse> {
                    return EchoResponse();
                  });
            },
            {.directory = &directory}) {}

  test::TestServer& server() { return server_; }

 private:
  absl::StatusOr<EchoResponse> Answer(const scope::Reach& reach, const std::string& leak) const {
    const bool is_seen = has_row_ && reach.Sees({{"420115002201"}, {"water"}});
    const bool is_leaked = has_row_ && !is_seen && reach.HasDivision("420115002202");
    EchoResponse response;
    if ((is_seen && leak != "nothing") || (is_leaked && leak == "row")) {
      response.set_text("the row");
      return response;
    }
    if (leak == "count") {
      response.set_text(is_leaked ? "1 row in all" : "0 rows in all");
      return response;
    }
    if (is_leaked && leak == "reason") {
      return error::Make(absl::StatusCode::kFailedPrecondition, "ROW_IS_CLOSED", "is closed", {});
    }
    if (is_leaked && leak == "words") {
      return error::Make(absl::StatusCode::kNotFound, "ROW_NOT_FOUND", "not for you", {});
    }
    return error::Make(absl::StatusCode::kNotFound, "ROW_NOT_FOUND", "is not there", {});
  }

  const bool has_row_;
  test::TestServer server_;
};

constexpr char kStoreLines[] =
    "rpc EchoService/Store whole\n> text: 'x'\nby FINANCE_OFFICER\n  OK: whole\n"
    "  PERMISSION_DENIED: own parent child sibling district organization elsewhere\n";

// The lines of Echo, asked to leak `leak`.
std::string EchoLines(const std::string& leak, const std::string& outcomes) {
  return "rpc EchoService/Echo rows\n> ask: '" + leak + "'\nby FINANCE_OFFICER\n" + outcomes;
}
std::string SoundLines() {
  return EchoLines("",
                   "  OK: whole own parent organization\n"
                   "  same NOT_FOUND ROW_NOT_FOUND: child sibling district elsewhere\n");
}

class ScopeMatrixTest : public ::testing::Test {
 protected:
  std::vector<std::string> Check(const std::string& lines) {
    return test::CheckMatrix({directory_, with_row_.server(), without_row_.server()}, kLeakyMethods,
                             lines);
  }

  test::MatrixDirectory directory_;
  LeakyService with_row_{directory_, true};
  LeakyService without_row_{directory_, false};
};

TEST_F(ScopeMatrixTest, SoundService_IsAsItsLinesSay) {
  EXPECT_THAT(Check(SoundLines() + kStoreLines), IsEmpty());
}

// Also when somebody has pasted what the service says into the table.
TEST_F(ScopeMatrixTest, WhatASiblingIsToldOfTheRow_IsFound) {
  const std::string lines =
      EchoLines("row",
                "  OK: whole own parent sibling organization\n"
                "  same NOT_FOUND ROW_NOT_FOUND: child district elsewhere\n") +
      EchoLines("count",
                "  OK: whole own parent sibling organization\n"
                "  same OK: child district elsewhere\n") +
      EchoLines("reason",
                "  OK: whole own parent organization\n"
                "  same NOT_FOUND ROW_NOT_FOUND: child district elsewhere\n"
                "  FAILED_PRECONDITION ROW_IS_CLOSED: sibling\n") +
      EchoLines("words",
                "  OK: whole own parent organization\n"
                "  same NOT_FOUND ROW_NOT_FOUND: child district elsewhere\n"
                "  NOT_FOUND ROW_NOT_FOUND: sibling\n");
  EXPECT_THAT(Check(lines + kStoreLines),
              AllOf(SizeIs(4), Each(HasSubstr("sibling, is told of a row out of reach"))));
}

TEST_F(ScopeMatrixTest, RequestAboutNoRow_IsFound) {
  EXPECT_THAT(Check(EchoLines("nothing",
                              "  same NOT_FOUND ROW_NOT_FOUND: whole own parent child sibling "
                              "district organization elsewhere\n") +
                    kStoreLines),
              ElementsAre(HasSubstr("whole, is asked about no row")));
}

TEST_F(ScopeMatrixTest, LinesThatAreNotTrue_AreToldAsTheyWouldHaveToBe) {
  const std::string not_true =
      "rpc EchoService/Store whole\n> text: 'x'\nby AUDITOR\n"
      "  OK: whole\n";
  EXPECT_THAT(
      Check(SoundLines() + not_true),
      ElementsAre(HasSubstr("and would have to be\nrpc EchoService/Store whole\nby "
                            "FINANCE_OFFICER\n  OK: whole\n  PERMISSION_DENIED: own parent")));
}

TEST_F(ScopeMatrixTest, RpcThatIsServedWithoutLines_IsFound) {
  EXPECT_THAT(Check(SoundLines()), ElementsAre("cobuild.echo.v1.EchoService/Store has no lines"));
}

TEST_F(ScopeMatrixTest, LinesWithoutAnRpc_AreFound) {
  EXPECT_THAT(Check(SoundLines() + kStoreLines + "rpc EchoService/Forget rows\n> text: 'x'\n"),
              ElementsAre(HasSubstr("EchoService/Forget is no RPC")));
}

TEST_F(ScopeMatrixTest, RpcOfTheTableThatIsNotServed_IsFound) {
  EXPECT_THAT(test::CheckMatrix({directory_, with_row_.server(), without_row_.server()},
                                std::span(&kPost, 1), SoundLines() + kStoreLines),
              ElementsAre("cobuild.echo.v1.EchoService/Post is not served"));
}

}  // namespace
}  // namespace cobuild::echo
