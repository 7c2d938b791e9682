#include "common/testing/matrix_call.h"

#include <fmt/format.h>
#include <google/protobuf/text_format.h>
#include <grpcpp/completion_queue.h>
#include <grpcpp/generic/generic_stub.h>

#include <stdexcept>

#include "common/rpc/client.h"
#include "common/rpc/wire.h"

namespace cobuild::test {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

constexpr std::chrono::seconds kPatience(30);

const MethodDescriptor& DescriptorOf(const rpc::Method& method) {
  const auto* found = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
      fmt::format("{}.{}", ServiceOf(method), VerbOf(method)));
  if (found == nullptr) throw std::runtime_error(fmt::format("no protos of {}", method.name));
  return *found;
}

std::unique_ptr<Message> NewOf(const Descriptor& type) {
  auto* factory = google::protobuf::MessageFactory::generated_factory();
  return std::unique_ptr<Message>(factory->GetPrototype(&type)->New());
}

void MustBeOk(const absl::Status& status) {
  if (!status.ok()) throw std::runtime_error(status.ToString());
}

// Over one channel. `queue` tells when it is answered.
class UnaryCall {
 public:
  UnaryCall(const std::shared_ptr<grpc::Channel>& channel, const rpc::Method& method,
            const grpc::ByteBuffer& request, grpc::CompletionQueue& queue)
      : stub_(channel),
        context_(rpc::ContextFor(kPatience, obs::TraceContext{})),
        call_(stub_.PrepareUnaryCall(context_.get(), fmt::format("/{}", method.name), request,
                                     &queue)) {
    call_->StartCall();
    call_->Finish(&response_, &status_, this);
  }

  // Once it is.
  MatrixReply Reply(const Descriptor& type) const {
    MatrixReply reply;
    reply.status = rpc::FromGrpc(status_);
    if (!reply.status.ok()) return reply;
    MustBeOk(rpc::Parse(response_, *reply.messages.emplace_back(NewOf(type))));
    return reply;
  }

 private:
  grpc::GenericStub stub_;
  std::unique_ptr<grpc::ClientContext> context_;
  grpc::ByteBuffer response_;
  grpc::Status status_;
  std::unique_ptr<grpc::GenericClientAsyncResponseReader> call_;
};

// A stream of either side, or both.
class StreamedCall {
 public:
  StreamedCall(const std::shared_ptr<grpc::Channel>& channel, const rpc::Method& method)
      : method_(method),
        stub_(channel),
        context_(rpc::ContextFor(kPatience, obs::TraceContext{})),
        call_(stub_.PrepareCall(context_.get(), fmt::format("/{}", method.name), &queue_)) {}

  MatrixReply Run(const MatrixMessages& requests) {
    call_->StartCall(nullptr);
    bool open = Next();
    for (size_t i = 0; i < requests.size() && open; ++i) {
      grpc::ByteBuffer bytes;
      MustBeOk(rpc::Serialize(*requests[i], bytes));
      call_->Write(bytes, nullptr);
      open = Next();  // not when it is refused already
    }
    if (open) {
      call_->WritesDone(nullptr);
      Next();
    }
    MatrixReply reply;
    const bool stopped = !ReadInto(reply);
    grpc::Status status;
    call_->Finish(&status, nullptr);
    Next();
    if (!stopped) reply.status = rpc::FromGrpc(status);
    return reply;
  }

 private:
  // False for a stream that was stopped after its first message.
  bool ReadInto(MatrixReply& reply) {
    const Descriptor& type = *DescriptorOf(method_).output_type();
    while (true) {
      grpc::ByteBuffer bytes;
      call_->Read(&bytes, nullptr);
      if (!Next()) return true;
      MustBeOk(rpc::Parse(bytes, *reply.messages.emplace_back(NewOf(type))));
      if (method_.lane != rpc::Lane::kWatch) continue;
      context_->TryCancel();
      return false;
    }
  }

  bool Next() {
    void* tag = nullptr;
    bool ok = false;
    return queue_.Next(&tag, &ok) && ok;
  }

  const rpc::Method& method_;
  grpc::GenericStub stub_;
  std::unique_ptr<grpc::ClientContext> context_;
  grpc::CompletionQueue queue_;
  std::unique_ptr<grpc::GenericClientAsyncReaderWriter> call_;
};

}  // namespace

MatrixMessages MatrixRequests(const rpc::Method& method, const std::vector<std::string>& texts) {
  MatrixMessages requests;
  for (const std::string& text : texts) {
    Message& request = *requests.emplace_back(NewOf(*DescriptorOf(method).input_type()));
    if (!google::protobuf::TextFormat::ParseFromString(text, &request)) {
      throw std::runtime_error(
          fmt::format("{}: not a {}: {}", method.name, request.GetTypeName(), text));
    }
  }
  return requests;
}

std::vector<MatrixReply> MatrixCall(const std::vector<std::shared_ptr<grpc::Channel>>& channels,
                                    const rpc::Method& method, const MatrixMessages& requests) {
  const MethodDescriptor& rpc = DescriptorOf(method);
  std::vector<MatrixReply> replies;
  if (rpc.client_streaming() || rpc.server_streaming()) {
    for (const auto& channel : channels) {
      replies.push_back(StreamedCall(channel, method).Run(requests));
    }
    return replies;
  }
  if (requests.size() != 1) throw std::runtime_error(fmt::format("{}: one request", method.name));
  grpc::ByteBuffer request;
  MustBeOk(rpc::Serialize(*requests.front(), request));
  grpc::CompletionQueue queue;
  std::vector<std::unique_ptr<UnaryCall>> calls;
  for (const auto& channel : channels) {
    calls.push_back(std::make_unique<UnaryCall>(channel, method, request, queue));
  }
  void* answered = nullptr;
  bool ok = false;
  for (size_t i = 0; i < calls.size(); ++i) queue.Next(&answered, &ok);
  for (const auto& call : calls) replies.push_back(call->Reply(*rpc.output_type()));
  return replies;
}

}  // namespace cobuild::test
