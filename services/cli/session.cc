#include "services/cli/session.h"

#include <fmt/format.h>

#include "common/base/clock.h"
#include "common/base/status_macros.h"
#include "common/base/ulid.h"
#include "common/rpc/client.h"
#include "common/rpc/named_call.h"
#include "services/cli/failure.h"

namespace cobuild::cli {
namespace {

constexpr std::chrono::seconds kDefaultTimeout{30};
constexpr char kClearToEnd[] = "\x1b[K";

}  // namespace

std::unique_ptr<grpc::ClientContext> Session::Context() const {
  return Context(options_.timeout.value_or(kDefaultTimeout));
}

std::unique_ptr<grpc::ClientContext> Session::Context(std::chrono::seconds timeout) const {
  return rpc::ContextFor(timeout, obs::NewTrace());
}

absl::Status Session::CallNamed(Service service, const std::string& method,
                                const google::protobuf::Message& request,
                                google::protobuf::Message& response) {
  COBUILD_ASSIGN_OR_RETURN(const auto channel, connections_.To(service));
  return rpc::CallNamed(channel, *Context(), method, request, response);
}

std::string Session::RequestId(const Arguments& arguments) {
  request_id_ = arguments.Has("request-id") ? arguments.Text("request-id")
                                            : base::NewUlid(base::SystemClock().Now());
  return request_id_;
}

std::ostream& Session::out() {
  EndProgress();
  return out_;
}

std::ostream& Session::notes() {
  EndProgress();
  return notes_;
}

void Session::ShowProgress(std::string_view what, size_t done, size_t total) {
  if (!options_.shows_progress) return;
  const std::string line =
      total == 0 ? fmt::format("{} {}", done, what) : fmt::format("{} of {} {}", done, total, what);
  if (options_.rewrites_progress) {
    notes_ << "\r" << line << kClearToEnd << std::flush;
    progress_is_shown_ = true;
  } else {
    notes_ << line << std::endl;
  }
}

std::function<void(size_t done)> Session::ProgressOf(std::string what, size_t total) {
  return [this, what = std::move(what), total](size_t done) { ShowProgress(what, done, total); };
}

void Session::EndProgress() {
  if (progress_is_shown_) notes_ << "\r" << kClearToEnd << std::flush;
  progress_is_shown_ = false;
}

void Session::Print(const std::vector<Json>& rows) {
  if (options_.format == Format::kXlsx) {
    Keep({.heading = {}, .columns = options_.columns, .rows = rows});
  } else {
    PrintRows(out(), options_.format, options_.columns, rows, options_.language);
  }
}

absl::Status Session::WriteKept(const std::string& name) {
  if (!sheet_) return absl::OkStatus();
  const absl::Status written = WriteXlsx(options_.output, name, *sheet_, options_.language);
  if (written.ok()) return written;
  return UsageError(
      fmt::format("{} cannot be written: {}", options_.output, std::string(written.message())));
}

void Session::ExplainUnknownOutcome(const absl::Status& status) {
  const bool unknown = status.code() == absl::StatusCode::kUnavailable ||
                       status.code() == absl::StatusCode::kDeadlineExceeded;
  if (unknown && !request_id_.empty()) notes() << "request id: " << request_id_ << "\n";
}

}  // namespace cobuild::cli
