// Every RPC, called by every role with every bound: testdata/scope_matrix.txt.
#include "common/testing/scope_matrix.h"
#include "services/finance/rpc/methods.h"
#include "services/finance/rpc/testing/finance_server.h"

namespace cobuild::finance {
namespace {

class MatrixFinance : public FinanceServerTest {
 public:
  explicit MatrixFinance(const rpc::Directory* directory) : FinanceServerTest(directory) {}
  test::TestServer& server() { return *server_; }
  void TestBody() override {}
};

TEST(ScopeMatrixTest, EveryRpcByEveryRoleWithEveryBound) {
  test::MatrixDirectory directory;
  MatrixFinance with_row(&directory);
  MatrixFinance without_row(&directory);
  const test::MatrixServers servers{directory, with_row.server(), without_row.server()};
  for (const std::string& wrong :
       test::CheckMatrixFile(servers, kMethods, "services/finance/rpc/testdata/scope_matrix.txt")) {
    ADD_FAILURE() << wrong;
  }
}

}  // namespace
}  // namespace cobuild::finance
