// The service behind a real server in the test's process, over a store in memory and fake sources.
#pragma once

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cobuild/assessment/v1/metric.grpc.pb.h"
#include "cobuild/assessment/v1/report.grpc.pb.h"
#include "cobuild/feed/v1/feed.grpc.pb.h"
#include "common/feed/feed_and_audit.h"
#include "common/obs/trace.h"
#include "common/rpc/client.h"
#include "common/rpc/status.h"
#include "common/testing/server.h"
#include "services/assessment/app/testing/fake_sources.h"
#include "services/assessment/domain/claim.h"
#include "services/assessment/rpc/feed_source.h"
#include "services/assessment/store/memory/memory_store.h"

namespace cobuild::assessment {

// A message of its text form; the test fails when it is none.
template <class Message>
Message Parse(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

class AssessmentServerTest : public ::testing::Test {
 protected:
  // `directory`, which outlives the server, says who may do what; null: the fixture's own.
  explicit AssessmentServerTest(const rpc::Directory* directory = nullptr);

  // Calls as `principal`; ASSESSOR is the role of "machine/assessor" and "machine/signer",
  // MUNICIPAL_VIEWER of "machine/viewer".
  v1::MetricService::Stub& metrics() { return *metrics_; }
  v1::ReportService::Stub& reports() { return *reports_; }
  feed::v1::FeedService::Stub& feed() { return *feed_; }
  std::unique_ptr<v1::MetricService::Stub> MetricsAs(const std::string& principal);
  std::unique_ptr<v1::ReportService::Stub> ReportsAs(const std::string& principal);
  std::shared_ptr<grpc::Channel> ChannelAs(const std::string& principal) {
    return server_->ChannelAs(principal);
  }
  test::TestServer& server() { return *server_; }

  template <class Stub, class Req, class Resp>
  static absl::StatusOr<Resp> Call(Stub& stub,
                                   grpc::Status (Stub::*method)(grpc::ClientContext*, const Req&,
                                                                Resp*),
                                   const Req& request) {
    const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
    Resp response;
    const grpc::Status status = (stub.*method)(context.get(), request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  absl::StatusOr<v1::Metric> Create(const std::string& request) {
    return Call(metrics(), &v1::MetricService::Stub::CreateMetric,
                Parse<v1::CreateMetricRequest>(request));
  }
  // Every message of the stream, and how it ended.
  std::pair<std::vector<v1::ExplainFigureResponse>, absl::Status> Explain(
      const std::string& request);

  static constexpr std::chrono::seconds kPatience{30};

  MemoryStore store_;
  LiveAssessment live_{store_};
  FakeSources sources_;
  std::vector<Claim> claims_;  // the server's; not to be changed during a call

 private:
  FeedSource feed_source_;
  feed::FeedAndAudit feed_and_audit_{feed_source_};
  std::unique_ptr<test::TestServer> server_;
  std::unique_ptr<v1::MetricService::Stub> metrics_;
  std::unique_ptr<v1::ReportService::Stub> reports_;
  std::unique_ptr<feed::v1::FeedService::Stub> feed_;
};

}  // namespace cobuild::assessment
