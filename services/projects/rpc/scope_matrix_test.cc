// Every RPC, called by every role with every bound: testdata/scope_matrix.txt.
#include "common/testing/scope_matrix.h"
#include "common/feed/methods.h"
#include "services/projects/rpc/methods.h"
#include "services/projects/rpc/testing/projects_server.h"

namespace cobuild::projects {
namespace {

class MatrixProjects : public ProjectsServerTest {
 public:
  explicit MatrixProjects(const rpc::Directory* directory) : ProjectsServerTest(directory) {}
  using ProjectsServerTest::ChannelAs;
  void TestBody() override {}
};

TEST(ScopeMatrixTest, EveryRpcByEveryRoleWithEveryBound) {
  test::MatrixDirectory directory;
  MatrixProjects with_row(&directory);
  MatrixProjects without_row(&directory);
  std::vector<rpc::Method> methods(kMethods.begin(), kMethods.end());
  methods.insert(methods.end(), feed::kMethods.begin(), feed::kMethods.end());
  const test::MatrixServers servers{
      directory, [&](const auto& principal) { return with_row.ChannelAs(principal); },
      [&](const auto& principal) { return without_row.ChannelAs(principal); }};
  for (const std::string& wrong : test::CheckScopeMatrix(
           servers, methods, "services/projects/rpc/testdata/scope_matrix.txt")) {
    ADD_FAILURE() << wrong;
  }
}

}  // namespace
}  // namespace cobuild::projects
