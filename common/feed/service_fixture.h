// FeedService behind a real server, for its tests.
#pragma once

#include <gmock/gmock.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "cobuild/feed/v1/feed.grpc.pb.h"
#include "common/feed/fake_source.h"
#include "common/feed/service.h"
#include "common/obs/trace.h"
#include "common/rpc/client.h"
#include "common/testing/server.h"

namespace cobuild::feed {

inline constexpr std::chrono::seconds kPatience(20);

// A watch as its client sees it.
class WatchCall {
 public:
  WatchCall(v1::FeedService::Stub& stub, int64_t after,
            std::chrono::milliseconds timeout = kPatience,
            const std::vector<std::string>& types = {})
      : context_(rpc::ContextFor(timeout, obs::NewTrace())) {
    v1::WatchChangesRequest request;
    request.set_after_position(after);
    for (const std::string& type : types) request.add_resource_types(type);
    reader_ = stub.WatchChanges(context_.get(), request);
  }
  ~WatchCall() { context_->TryCancel(); }

  bool Read() { return reader_->Read(&message_); }
  const v1::WatchChangesResponse& message() const { return message_; }

  // Reads until `count` changes have come; their positions.
  std::vector<int64_t> ReadChanges(size_t count) {
    std::vector<int64_t> positions;
    while (positions.size() < count && Read()) {
      for (const v1::Change& change : message_.changes()) positions.push_back(change.position());
    }
    return positions;
  }

  void Cancel() { context_->TryCancel(); }
  absl::Status Finish() { return rpc::FromGrpc(reader_->Finish()); }

 private:
  std::unique_ptr<grpc::ClientContext> context_;
  std::unique_ptr<grpc::ClientReader<v1::WatchChangesResponse>> reader_;
  v1::WatchChangesResponse message_;
};

class FeedServiceTest : public ::testing::Test {
 protected:
  static test::TestServerOptions OneWatch() {
    test::TestServerOptions options;
    options.server.watches = 1;
    return options;
  }

  absl::StatusOr<v1::ListChangesResponse> List(int64_t after, int page_size,
                                               const std::vector<std::string>& types = {}) {
    v1::ListChangesRequest request;
    request.set_after_position(after);
    request.set_page_size(page_size);
    for (const std::string& type : types) request.add_resource_types(type);
    v1::ListChangesResponse response;
    const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
    const grpc::Status status = stub_->ListChanges(context.get(), request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  absl::StatusOr<v1::ListSnapshotResponse> Snapshot(const v1::ListSnapshotRequest& request) {
    v1::ListSnapshotResponse response;
    const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
    const grpc::Status status = stub_->ListSnapshot(context.get(), request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  // Watches until the only place for a watch is free again.
  void ExpectPlaceIsFreed() {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    bool admitted = false;
    while (!admitted && std::chrono::steady_clock::now() < deadline) {
      admitted = WatchCall(*stub_, 0).Read();
    }
    EXPECT_TRUE(admitted);
  }

  FakeSource source_;
  test::TestServer server_{[this](rpc::Router& router) { RegisterFeedService(router, source_); },
                           OneWatch()};
  std::unique_ptr<v1::FeedService::Stub> stub_ = v1::FeedService::NewStub(server_.ChannelAs());
};

}  // namespace cobuild::feed
