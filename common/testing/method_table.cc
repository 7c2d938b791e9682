#include "common/testing/method_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace cobuild::test {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;
using rpc::Lane;
using rpc::Repeat;

bool HasRequestId(const Descriptor& message) {
  const FieldDescriptor* field = message.FindFieldByName("request_id");
  return field != nullptr && field->type() == FieldDescriptor::TYPE_STRING && !field->is_repeated();
}

// A stream's first message usually holds a header message beside its rows.
bool RequestHasId(const MethodDescriptor& rpc) {
  const Descriptor& request = *rpc.input_type();
  if (HasRequestId(request)) return true;
  if (!rpc.client_streaming()) return false;
  for (int i = 0; i < request.field_count(); ++i) {
    const Descriptor* part = request.field(i)->message_type();
    if (part != nullptr && HasRequestId(*part)) return true;
  }
  return false;
}

std::vector<std::string> CheckRow(const rpc::Method& row, const MethodDescriptor& rpc) {
  std::vector<std::string> wrong;
  const auto say = [&](std::string_view what) {
    wrong.push_back(fmt::format("{} {}", row.name, what));
  };
  const bool may_be_anybodys = row.scope == rpc::Scope::kOpen && row.repeat == Repeat::kRead;
  if (row.permission == rpc::kNoPermission && !may_be_anybodys) say("has no permission");
  if (row.budget.count() <= 0) say("has no budget");
  if (rpc.client_streaming() && rpc.server_streaming()) say("streams both ways");
  if (rpc.client_streaming() && (row.lane == Lane::kInline || row.lane == Lane::kWatch)) {
    say("is a client stream and needs the read or the write lane");
  }
  if (rpc.server_streaming() && row.lane == Lane::kInline) {
    say("is a server stream on the inline lane, which must not block");
  }
  if (!rpc.server_streaming() && row.lane == Lane::kWatch) {
    say("is on the watch lane and is no server stream");
  }
  const bool has_id = RequestHasId(rpc);
  if (row.repeat == Repeat::kRequestId && !has_id) say("changes something without a request_id");
  if (row.repeat == Repeat::kRead && has_id) say("only reads and yet has a request_id");
  if (row.repeat != Repeat::kRead && row.lane == Lane::kRead)
    say("changes something on the read lane");
  return wrong;
}

}  // namespace

std::vector<std::string> CheckTable(const std::vector<const FileDescriptor*>& files,
                                    std::span<const rpc::Method> table) {
  std::map<std::string, const MethodDescriptor*> rpcs;  // taken out as rows are found
  for (const FileDescriptor* file : files) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        const MethodDescriptor* rpc = file->service(s)->method(m);
        rpcs[fmt::format("{}/{}", file->service(s)->full_name(), rpc->name())] = rpc;
      }
    }
  }
  std::vector<std::string> wrong;
  for (const rpc::Method& row : table) {
    const auto rpc = rpcs.find(std::string(row.name));
    if (rpc == rpcs.end()) {
      wrong.push_back(fmt::format("{} has a row and is no RPC, or has two rows", row.name));
      continue;
    }
    const std::vector<std::string> of_row = CheckRow(row, *rpc->second);
    wrong.insert(wrong.end(), of_row.begin(), of_row.end());
    rpcs.erase(rpc);
  }
  for (const auto& [name, rpc] : rpcs) wrong.push_back(fmt::format("{} has no row", name));
  return wrong;
}

}  // namespace cobuild::test
