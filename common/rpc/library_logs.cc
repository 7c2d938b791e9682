#include "common/rpc/library_logs.h"

#include <google/protobuf/stubs/logging.h>
#include <grpc/support/log.h>

#include <string>

#include "common/obs/log.h"

namespace cobuild::rpc {
namespace {

void FromGrpc(gpr_log_func_args* line) {
  // Its errors are mostly other people's, as a handshake that failed: nothing of ours is broken.
  obs::Log(obs::Level::kWarning, "grpc",
           {{"text", line->message}, {"file", line->file}, {"line", line->line}});
}

void FromProtobuf(google::protobuf::LogLevel level, const char* file, int line,
                  const std::string& text) {
  // Its one habitual error is a string that is not UTF-8, which the caller is told with the field's
  // path.
  if (level < google::protobuf::LOGLEVEL_FATAL) return;
  obs::Log(obs::Level::kError, "protobuf", {{"text", text}, {"file", file}, {"line", line}});
}

}  // namespace

void SendLibraryLogsToOurs() {
  gpr_set_log_function(&FromGrpc);
  google::protobuf::SetLogHandler(&FromProtobuf);
}

}  // namespace cobuild::rpc
