// Every RPC, called by every role with every bound: testdata/scope_matrix.txt.
#include "common/testing/scope_matrix.h"
#include "common/feed/methods.h"
#include "services/registry/rpc/methods.h"
#include "services/registry/rpc/testing/registry_server.h"

namespace cobuild::registry {
namespace {

class MatrixRegistry : public RegistryServerTest {
 public:
  explicit MatrixRegistry(const rpc::Directory* directory) : RegistryServerTest(directory) {}
  using RegistryServerTest::ChannelAs;
  void TestBody() override {}
};

TEST(ScopeMatrixTest, EveryRpcByEveryRoleWithEveryBound) {
  test::MatrixDirectory directory;
  MatrixRegistry with_row(&directory);
  MatrixRegistry without_row(&directory);
  std::vector<rpc::Method> methods(kMethods.begin(), kMethods.end());
  methods.insert(methods.end(), feed::kMethods.begin(), feed::kMethods.end());
  const test::MatrixServers servers{
      directory, [&](const auto& principal) { return with_row.ChannelAs(principal); },
      [&](const auto& principal) { return without_row.ChannelAs(principal); }};
  for (const std::string& wrong : test::CheckScopeMatrix(
           servers, methods, "services/registry/rpc/testdata/scope_matrix.txt")) {
    ADD_FAILURE() << wrong;
  }
}

}  // namespace
}  // namespace cobuild::registry
