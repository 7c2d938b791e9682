#include "deploy/examples/jiangxia/sender.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <utility>

#include "cobuild/projects/v1/evidence.grpc.pb.h"
#include "common/base/status_macros.h"
#include "common/rpc/client.h"
#include "common/rpc/named_call.h"

namespace cobuild::jiangxia {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

const MethodDescriptor& Describe(const std::string& method) {
  std::string name = method;
  std::ranges::replace(name, '/', '.');
  return *google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name);
}

std::unique_ptr<Message> NewAnswer(const MethodDescriptor& method) {
  auto* factory = google::protobuf::MessageFactory::generated_factory();
  return std::unique_ptr<Message>(factory->GetPrototype(method.output_type())->New());
}

// The one client stream among the calls.
absl::Status Upload(const std::shared_ptr<grpc::Channel>& channel, grpc::ClientContext& context,
                    const Call& call, Message& answer) {
  using projects::v1::Evidence;
  using projects::v1::UploadEvidenceRequest;
  projects::v1::EvidenceService::Stub stub(channel);
  const auto writer = stub.UploadEvidence(&context, &dynamic_cast<Evidence&>(answer));
  // A write that fails means that the call has ended already; Finish tells why.
  bool open = true;
  for (const auto& message : call.messages) {
    open = open && writer->Write(dynamic_cast<const UploadEvidenceRequest&>(*message));
  }
  if (open) writer->WritesDone();
  return rpc::FromGrpc(writer->Finish());
}

}  // namespace

Sender::Sender(ChannelOf channel_of, const Options& options, Stop& stop, OnPassing on_passing)
    : channel_of_(std::move(channel_of)),
      options_(options),
      stop_(stop),
      on_passing_(std::move(on_passing)) {}

absl::Status Sender::Walk(const Chain& chain, const OnAnswer& on_answer) {
  Answer before;
  for (const Call& call : chain) {
    COBUILD_ASSIGN_OR_RETURN(Answer answer, Send(call, before.get()));
    on_answer(call, *answer);
    before = std::move(answer);
  }
  return absl::OkStatus();
}

absl::StatusOr<Sender::Answer> Sender::Send(const Call& call, const Message* before) {
  Call complete = call;
  if (call.taken) {
    std::shared_ptr<Message> request(call.messages.front()->New());
    request->CopyFrom(*call.messages.front());
    SetTextAt(*request, call.taken->to, TextAt(*before, call.taken->from));
    complete.messages.front() = std::move(request);
  }
  return Retry(
      options_.retry, stop_, [&] { return SendOnce(complete); }, on_passing_);
}

absl::StatusOr<Sender::Answer> Sender::SendOnce(const Call& call) {
  const MethodDescriptor& method = Describe(call.method);
  const auto channel = channel_of_(call.caller, call.service);
  const auto context = rpc::ContextFor(options_.call_timeout, obs::NewTrace());
  Answer answer = NewAnswer(method);
  COBUILD_RETURN_IF_ERROR(
      method.client_streaming()
          ? Upload(channel, *context, call, *answer)
          : rpc::CallNamed(channel, *context, call.method, *call.messages.front(), *answer));
  return answer;
}

}  // namespace cobuild::jiangxia
