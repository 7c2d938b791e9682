// Every RPC, called by every role with every bound: testdata/scope_matrix.txt.
#include "common/testing/scope_matrix.h"
#include "services/registry/rpc/methods.h"
#include "services/registry/rpc/testing/registry_server.h"

namespace cobuild::registry {
namespace {

class MatrixRegistry : public RegistryServerTest {
 public:
  explicit MatrixRegistry(const rpc::Directory* directory) : RegistryServerTest(directory) {}
  using RegistryServerTest::server;
  void TestBody() override {}
};

TEST(ScopeMatrixTest, EveryRpcByEveryRoleWithEveryBound) {
  test::MatrixDirectory directory;
  MatrixRegistry with_row(&directory);
  MatrixRegistry without_row(&directory);
  const test::MatrixServers servers{directory, with_row.server(), without_row.server()};
  for (const std::string& wrong : test::CheckMatrixFile(
           servers, kMethods, "services/registry/rpc/testdata/scope_matrix.txt")) {
    ADD_FAILURE() << wrong;
  }
}

}  // namespace
}  // namespace cobuild::registry
