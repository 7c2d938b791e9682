// Every RPC, called by every role with every bound: testdata/scope_matrix.txt.
#include "common/testing/scope_matrix.h"
#include "services/projects/rpc/methods.h"
#include "services/projects/rpc/testing/projects_server.h"

namespace cobuild::projects {
namespace {

class MatrixProjects : public ProjectsServerTest {
 public:
  explicit MatrixProjects(const rpc::Directory* directory) : ProjectsServerTest(directory) {}
  using ProjectsServerTest::server;
  void TestBody() override {}
};

TEST(ScopeMatrixTest, EveryRpcByEveryRoleWithEveryBound) {
  test::MatrixDirectory directory;
  MatrixProjects with_row(&directory);
  MatrixProjects without_row(&directory);
  const test::MatrixServers servers{directory, with_row.server(), without_row.server()};
  for (const std::string& wrong : test::CheckMatrixFile(
           servers, kMethods, "services/projects/rpc/testdata/scope_matrix.txt")) {
    ADD_FAILURE() << wrong;
  }
}

}  // namespace
}  // namespace cobuild::projects
