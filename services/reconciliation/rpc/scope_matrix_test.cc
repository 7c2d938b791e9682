// Every RPC, called by every role with every bound: testdata/scope_matrix.txt.
#include <memory>

#include "cobuild/reconciliation/v1/reconciliation.pb.h"
#include "common/feed/feed_and_audit.h"
#include "common/testing/scope_matrix.h"
#include "common/testing/server.h"
#include "services/reconciliation/app/testing/reconciling_test.h"
#include "services/reconciliation/rpc/feed_source.h"
#include "services/reconciliation/rpc/methods.h"
#include "services/reconciliation/rpc/reconciliation_service.h"

namespace cobuild::reconciliation {
namespace {

// A run of the one that has the row finds a break.
class MatrixReconciliation : public ReconcilingTest {
 public:
  MatrixReconciliation(const rpc::Directory* directory, bool has_row) {
    test::TestServerOptions options;
    options.directory = directory;
    server_ = std::make_unique<test::TestServer>(
        [this](rpc::Router& router) {
          RegisterReconciliationService(router, parts_);
          feed_and_audit_.RegisterAt(router);
        },
        options);
    world_.Add(0);
    world_.Add(1);
    if (has_row) world_.Break(BreakClass::kAmount, 1, 0);
  }
  test::TestServer& server() { return *server_; }
  void TestBody() override {}

 private:
  const base::VerifyingKey public_key_ = key_.Public();
  const ServiceParts parts_{
      .live = live_, .store = store_, .reconciler = reconciler_, .key = public_key_};
  FeedSource feed_source_{store_, live_};
  feed::FeedAndAudit feed_and_audit_{feed_source_};
  std::unique_ptr<test::TestServer> server_;
};

TEST(ScopeMatrixTest, EveryRpcByEveryRoleWithEveryBound) {
  test::MatrixDirectory directory;
  MatrixReconciliation with_row(&directory, true);
  MatrixReconciliation without_row(&directory, false);
  const test::MatrixServers servers{directory, with_row.server(), without_row.server()};
  for (const std::string& wrong : test::CheckMatrixFile(
           servers, kMethods, "services/reconciliation/rpc/testdata/scope_matrix.txt")) {
    ADD_FAILURE() << wrong;
  }
}

}  // namespace
}  // namespace cobuild::reconciliation
