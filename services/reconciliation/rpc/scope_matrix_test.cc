// Every RPC, called by every role with every bound: testdata/scope_matrix.txt.
#include <memory>

#include "cobuild/reconciliation/v1/reconciliation.pb.h"
#include "common/feed/methods.h"
#include "common/feed/service.h"
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
          feed::RegisterFeedService(router, feed_source_);
        },
        options);
    world_.Add(0);
    world_.Add(1);
    if (has_row) world_.Break(BreakClass::kAmount, 1, 0);
  }
  std::shared_ptr<grpc::Channel> ChannelAs(const std::string& principal) {
    return server_->ChannelAs(principal);
  }
  void TestBody() override {}

 private:
  const base::VerifyingKey public_key_ = key_.Public();
  const ServiceParts parts_{
      .live = live_, .store = store_, .reconciler = reconciler_, .key = public_key_};
  FeedSource feed_source_{store_, live_};
  std::unique_ptr<test::TestServer> server_;
};

TEST(ScopeMatrixTest, EveryRpcByEveryRoleWithEveryBound) {
  test::MatrixDirectory directory;
  MatrixReconciliation with_row(&directory, true);
  MatrixReconciliation without_row(&directory, false);
  std::vector<rpc::Method> methods(kMethods.begin(), kMethods.end());
  methods.insert(methods.end(), feed::kMethods.begin(), feed::kMethods.end());
  const test::MatrixServers servers{
      directory, [&](const auto& principal) { return with_row.ChannelAs(principal); },
      [&](const auto& principal) { return without_row.ChannelAs(principal); }};
  for (const std::string& wrong : test::CheckScopeMatrix(
           servers, methods, "services/reconciliation/rpc/testdata/scope_matrix.txt")) {
    ADD_FAILURE() << wrong;
  }
}

}  // namespace
}  // namespace cobuild::reconciliation
