#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>

#include "cobuild/feed/v1/feed.grpc.pb.h"
#include "common/rpc/status.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/failure.h"
#include "services/cli/session.h"

namespace cobuild::cli {
namespace {

namespace v1 = feed::v1;

constexpr int64_t kPageSize = 1000;
// A watch is opened anew from where it was when this has passed.
constexpr std::chrono::seconds kWatchTimeout{600};

std::vector<Column> Columns() {
  return {{"position", "POSITION", Column::Align::kRight},
          {"record_time", "RECORDED"},
          {"actor", "ACTOR"},
          {"resource_name", "RESOURCE"},
          {"request_id", "REQUEST"}};
}

absl::StatusOr<Service> ServiceNamed(const std::string& name) {
  for (const Service service : kServices) {
    if (NameOf(service) == name) return service;
  }
  return UsageError(
      fmt::format("SERVICE is registry, finance, assessment or projects, not \"{}\"", name));
}

absl::Status ListChanges(Arguments& arguments, Session& session) {
  v1::ListChangesRequest request;
  request.set_after_position(arguments.Integer("after", 0, INT64_MAX));
  int64_t left = arguments.Integer("limit", 1, 100'000, 1000);
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  COBUILD_ASSIGN_OR_RETURN(const Service service, ServiceNamed(arguments.Text("SERVICE")));
  std::vector<Json> changes;
  bool more = true;
  while (more && left > 0) {
    request.set_page_size(static_cast<int>(std::min(left, kPageSize)));
    COBUILD_ASSIGN_OR_RETURN(const v1::ListChangesResponse page,
                             session.Call(service, &v1::FeedService::Stub::ListChanges, request));
    for (const v1::Change& change : page.changes()) {
      changes.push_back(ToJson(change));
      request.set_after_position(change.position());
    }
    left -= page.changes_size();
    more = page.changes_size() > 0 && request.after_position() < page.head_position();
  }
  session.Print(Columns(), changes);
  if (more) session.notes() << "there are more: raise --limit or continue with --after\n";
  return absl::OkStatus();
}

// One line a change, so that a reader of the stream need not wait for an end.
void PrintChange(Session& session, const v1::Change& change) {
  const Json json = ToJson(change);
  if (session.format() == Format::kJson) {
    session.out() << DumpLine(json) << std::endl;
    return;
  }
  const char* separator = session.format() == Format::kCsv ? "," : "  ";
  std::string line;
  for (const Column& column : Columns()) {
    line += (line.empty() ? "" : separator) + CellText(json.at(column.key));
  }
  session.out() << line << std::endl;
}

// Prints changes after `position`, and moves it, until the stream ends.
absl::Status WatchOnce(Session& session, v1::FeedService::Stub& stub, std::chrono::seconds timeout,
                       int64_t& position) {
  v1::WatchChangesRequest request;
  request.set_after_position(position);
  const auto context = session.Context(timeout);
  const auto stream = stub.WatchChanges(context.get(), request);
  v1::WatchChangesResponse response;
  while (stream->Read(&response)) {
    for (const v1::Change& change : response.changes()) {
      PrintChange(session, change);
      position = change.position();
    }
  }
  return rpc::FromGrpc(stream->Finish());
}

absl::Status Watch(Arguments& arguments, Session& session) {
  int64_t position = arguments.Integer("after", 0, INT64_MAX);
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  COBUILD_ASSIGN_OR_RETURN(const Service service, ServiceNamed(arguments.Text("SERVICE")));
  COBUILD_ASSIGN_OR_RETURN(const auto channel, session.connections().To(service));
  v1::FeedService::Stub stub(channel);
  const bool endless = !session.given_timeout().has_value();
  const std::chrono::seconds timeout = session.given_timeout().value_or(kWatchTimeout);
  absl::Status ended;
  do {
    ended = WatchOnce(session, stub, timeout, position);
  } while (endless && (ended.ok() || ended.code() == absl::StatusCode::kDeadlineExceeded));
  return ended.code() == absl::StatusCode::kDeadlineExceeded ? absl::OkStatus() : ended;
}

}  // namespace

std::vector<Command> FeedCommands() {
  const Argument service = Positional("SERVICE", "registry, finance, assessment or projects");
  const Argument after =
      Optional("after", "changes after this position; default 0: from the first");
  return {
      {"feed", "list", "changes of a service in the order of their positions",
       With({service, after}, Limit()), ListChanges},
      {"feed",
       "watch",
       "changes as they are committed, one a line (--format json: one object a line), until "
       "interrupted or --timeout has passed",
       {service, after},
       Watch},
  };
}

}  // namespace cobuild::cli
