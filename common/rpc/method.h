// One row of a service's method table: all that the pipeline must know of an RPC before its first
// byte is parsed.
//
// A table is a constexpr array in services/<service>/rpc/methods.h, in proto order. CheckTable
// (check_table.h) walks it against the proto descriptors in a test, so that an RPC without a row,
// or a row without an RPC, does not get through.
#pragma once

#include <chrono>
#include <string_view>

namespace cobuild::rpc {

// Which threads run the handler, and whose room a call takes.
enum class Lane {
  kInline,  // on the gRPC thread: never blocks, answers from memory
  kRead,    // worker threads of the read lane
  kWrite,   // worker threads of the write lane, so that scans never starve changes
  kWatch,   // long server streams: one thread each, as many as the watch limit
};

// Which grants of the permission count.
enum class Scope {
  kOpen,   // any: the answer is the same for everybody, or is about the caller itself
  kWhole,  // those on the whole tree
  kRows,   // any, and the handler shows and changes only what Call::reach() holds
};

// What makes a retry of the call safe.
enum class Repeat {
  kRead,        // changes nothing
  kRequestId,   // the request's `request_id`
  kResourceId,  // the id that the client chose for what it creates, as a transfer's
};

// The permission of what every principal may ask, one without any grant too: a read, kOpen, of what
// is about the caller itself.
inline constexpr std::string_view kNoPermission{};

struct Method {
  std::string_view name;        // "cobuild.registry.v1.DivisionService/GetDivision"
  std::string_view permission;  // "registry.divisions.read"
  Scope scope;
  Lane lane;
  std::chrono::milliseconds budget;  // the longest the call may take, whatever the caller allows
  Repeat repeat;
};

// The rows that a service of records has most of (common/records): a read of a page from memory, a
// read that may have to look at all that memory holds, and a change.
constexpr Method MemoryRead(std::string_view name, std::string_view permission,
                            Scope scope = Scope::kWhole) {
  return {name, permission, scope, Lane::kInline, std::chrono::seconds(2), Repeat::kRead};
}
constexpr Method MemoryScan(std::string_view name, std::string_view permission,
                            Scope scope = Scope::kWhole) {
  return {name, permission, scope, Lane::kRead, std::chrono::seconds(5), Repeat::kRead};
}
constexpr Method RecordChange(std::string_view name, std::string_view permission, Scope scope) {
  return {name, permission, scope, Lane::kWrite, std::chrono::seconds(10), Repeat::kRequestId};
}

// "cobuild.registry.v1.DivisionService" and "GetDivision".
constexpr std::string_view ServiceOf(const Method& method) {
  return method.name.substr(0, method.name.find('/'));
}
constexpr std::string_view VerbOf(const Method& method) {
  return method.name.substr(method.name.find('/') + 1);
}

// "inline", "read", "write", "watch": as metrics and logs name it.
constexpr std::string_view NameOf(Lane lane) {
  switch (lane) {
    case Lane::kInline:
      return "inline";
    case Lane::kRead:
      return "read";
    case Lane::kWrite:
      return "write";
    case Lane::kWatch:
      return "watch";
  }
  return "unknown";
}

}  // namespace cobuild::rpc
