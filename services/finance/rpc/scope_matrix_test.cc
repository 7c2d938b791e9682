// Every RPC, called by every role with every bound: testdata/scope_matrix.txt.
#include "common/testing/scope_matrix.h"
#include "common/feed/methods.h"
#include "services/finance/rpc/methods.h"
#include "services/finance/rpc/testing/finance_server.h"

namespace cobuild::finance {
namespace {

class MatrixFinance : public FinanceServerTest {
 public:
  explicit MatrixFinance(const rpc::Directory* directory) : FinanceServerTest(directory) {}
  std::shared_ptr<grpc::Channel> ChannelAs(const std::string& principal) {
    return server_->ChannelAs(principal);
  }
  void TestBody() override {}
};

TEST(ScopeMatrixTest, EveryRpcByEveryRoleWithEveryBound) {
  test::MatrixDirectory directory;
  MatrixFinance with_row(&directory);
  MatrixFinance without_row(&directory);
  std::vector<rpc::Method> methods(kMethods.begin(), kMethods.end());
  methods.insert(methods.end(), feed::kMethods.begin(), feed::kMethods.end());
  const test::MatrixServers servers{
      directory, [&](const auto& principal) { return with_row.ChannelAs(principal); },
      [&](const auto& principal) { return without_row.ChannelAs(principal); }};
  for (const std::string& wrong :
       test::CheckScopeMatrix(servers, methods, "services/finance/rpc/testdata/scope_matrix.txt")) {
    ADD_FAILURE() << wrong;
  }
}

}  // namespace
}  // namespace cobuild::finance
