// What the tests of the pipeline share: a gate to hold handlers at, and short ways to call.
#pragma once

#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>

#include "absl/status/statusor.h"
#include "common/obs/trace.h"
#include "common/rpc/client.h"
#include "common/testing/server.h"
#include "echo/echo.grpc.pb.h"

namespace cobuild::echo {

using v1::EchoRequest;
using v1::EchoResponse;
using v1::EchoService;
using v1::RepeatRequest;
using v1::StoreRequest;

// Holds whoever passes until it is opened, and tells how many have come.
class Gate {
 public:
  void Pass() {
    std::unique_lock lock(mutex_);
    ++arrived_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
  }
  void Open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  // False when fewer than `count` have come within 10 s.
  bool AwaitArrivals(int count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(10), [&] { return arrived_ >= count; });
  }
  int arrived() {
    const std::lock_guard lock(mutex_);
    return arrived_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int arrived_ = 0;
  bool open_ = false;
};

inline std::unique_ptr<grpc::ClientContext> NewContext(
    std::chrono::milliseconds timeout = std::chrono::seconds(20)) {
  return rpc::ContextFor(timeout, obs::NewTrace());
}

inline absl::StatusOr<std::string> Echo(
    EchoService::Stub& stub, const std::string& text,
    std::chrono::milliseconds timeout = std::chrono::seconds(20)) {
  EchoRequest request;
  request.set_text(text);
  EchoResponse response;
  const auto context = NewContext(timeout);
  const absl::Status status = rpc::FromGrpc(stub.Echo(context.get(), request, &response));
  if (!status.ok()) return status;
  return response.text();
}

// A channel that repeats nothing, so that each refusal is seen.
inline std::shared_ptr<grpc::Channel> WithoutRetries(test::TestServer& server) {
  const auto tls = rpc::ReadTlsFiles(server.certificates().ForClient("machine/test"));
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  return grpc::CreateCustomChannel(
      server.address(), grpc::SslCredentials({tls->authorities, tls->key, tls->certificate}),
      arguments);
}

// Sends `bytes` as the request of a unary method or as the one request of a server stream.
inline grpc::Status CallWithBytes(const std::shared_ptr<grpc::Channel>& channel,
                                  const std::string& path, const std::string& bytes,
                                  std::string* answer = nullptr) {
  grpc::TemplatedGenericStub<grpc::ByteBuffer, grpc::ByteBuffer> stub(channel);
  const grpc::Slice slice(bytes);
  const grpc::ByteBuffer request(&slice, 1);
  grpc::ByteBuffer response;
  grpc::CompletionQueue queue;
  const auto context = NewContext();
  const auto call = stub.PrepareCall(context.get(), path, &queue);
  grpc::Status status;
  void* tag = nullptr;
  bool ok = false;
  call->StartCall(nullptr);
  queue.Next(&tag, &ok);
  call->WriteLast(request, grpc::WriteOptions(), nullptr);
  queue.Next(&tag, &ok);
  call->Read(&response, nullptr);
  queue.Next(&tag, &ok);
  if (ok && answer != nullptr) {
    grpc::Slice flat;
    if (response.DumpToSingleSlice(&flat).ok()) {
      answer->assign(reinterpret_cast<const char*>(flat.begin()), flat.size());
    }
  }
  call->Finish(&status, nullptr);
  queue.Next(&tag, &ok);
  return status;
}

}  // namespace cobuild::echo
