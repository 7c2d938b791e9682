#include <google/protobuf/unknown_field_set.h>
#include <grpcpp/generic/generic_stub.h>

#include <future>

#include "common/rpc/status.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/failure.h"
#include "services/cli/session.h"

namespace cobuild::cli {
namespace {

constexpr char kMethod[] = "/grpc.health.v1.Health/Check";
constexpr uint64_t kServing = 1;  // HealthCheckResponse.ServingStatus

// grpc.health.v1 is asked as bytes: its proto is in no package that we build with. The request is
// empty ("" is the server as a whole), the response holds one enum as field 1.
absl::StatusOr<bool> IsServing(grpc::ClientContext& context,
                               const std::shared_ptr<grpc::Channel>& channel) {
  grpc::GenericStub stub(channel);
  const grpc::Slice nothing("");
  const grpc::ByteBuffer request(&nothing, 1);
  grpc::ByteBuffer response;
  std::promise<grpc::Status> finished;
  stub.UnaryCall(&context, kMethod, grpc::StubOptions(), &request, &response,
                 [&finished](const grpc::Status& status) { finished.set_value(status); });
  COBUILD_RETURN_IF_ERROR(rpc::FromGrpc(finished.get_future().get()));
  grpc::Slice bytes;
  COBUILD_RETURN_IF_ERROR(rpc::FromGrpc(response.DumpToSingleSlice(&bytes)));
  google::protobuf::UnknownFieldSet fields;
  if (!fields.ParseFromArray(bytes.begin(), static_cast<int>(bytes.size()))) {
    return absl::InternalError("the health answer is not a message");
  }
  for (int i = 0; i < fields.field_count(); ++i) {
    const auto& field = fields.field(i);
    const bool is_status =
        field.number() == 1 && field.type() == google::protobuf::UnknownField::TYPE_VARINT;
    if (is_status) return field.varint() == kServing;
  }
  return false;
}

Json RowOf(Service service, const absl::StatusOr<bool>& serving) {
  const char* state = !serving.ok() ? "UNREACHABLE" : *serving ? "SERVING" : "NOT_SERVING";
  return {{"service", NameOf(service)},
          {"status", state},
          {"message", std::string(serving.status().message())}};
}

absl::Status Health(Arguments& arguments, Session& session) {
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  std::vector<Json> rows;
  bool all_serving = true;
  for (const Service service : kServices) {
    COBUILD_ASSIGN_OR_RETURN(const auto channel, session.connections().To(service));
    const auto context = session.Context();
    const absl::StatusOr<bool> serving = IsServing(*context, channel);
    all_serving = all_serving && serving.ok() && *serving;
    rows.push_back(RowOf(service, serving));
  }
  session.Print(rows);
  return all_serving ? absl::OkStatus() : AnswerIsNo("not every service is serving");
}

}  // namespace

std::vector<Command> HealthCommands() {
  return {{"health",
           "",
           "whether every service is serving; leaves with 0 only when all are",
           {},
           Health,
           {},
           {{"service", "SERVICE"}, {"status", "STATUS"}, {"message", "MESSAGE"}},
           "health --timeout 5"}};
}

}  // namespace cobuild::cli
