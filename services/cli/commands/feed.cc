#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>

#include "cobuild/feed/v1/feed.grpc.pb.h"
#include "common/rpc/status.h"
#include "services/cli/commands/feed_verify.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/pages.h"
#include "services/cli/session.h"

namespace cobuild::cli {
namespace {

constexpr int64_t kPageSize = 1000;
// A watch is opened anew from where it was when this has passed.
constexpr std::chrono::seconds kWatchTimeout{600};

std::vector<Column> ChangeColumns() {
  return {{"position", "POSITION", Column::Align::kRight},
          {"record_time", "RECORDED"},
          {"actor", "ACTOR"},
          {"resource_name", "RESOURCE"},
          {"request_id", "REQUEST"}};
}

// "Pairing" of the registry is "cobuild.registry.v1.Pairing".
template <class Request>
void SetTypes(const Arguments& arguments, Service service, Request& request) {
  for (const std::string& type : arguments.Texts("type")) {
    const bool is_full = type.find('.') != std::string::npos;
    request.add_resource_types(is_full ? type
                                       : fmt::format("cobuild.{}.v1.{}", NameOf(service), type));
  }
}

absl::Status ListChanges(Arguments& arguments, Session& session) {
  feed::v1::ListChangesRequest request;
  request.set_after_position(arguments.Integer("after", 0, INT64_MAX));
  int64_t left = arguments.Integer("limit", 1, 100'000, 1000);
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  COBUILD_ASSIGN_OR_RETURN(const Service service, ServiceNamed(arguments.Text("SERVICE")));
  SetTypes(arguments, service, request);
  std::vector<Json> changes;
  bool more = true;
  while (more && left > 0) {
    request.set_page_size(static_cast<int>(std::min(left, kPageSize)));
    COBUILD_ASSIGN_OR_RETURN(
        const feed::v1::ListChangesResponse page,
        session.Call(service, &feed::v1::FeedService::Stub::ListChanges, request));
    for (const feed::v1::Change& change : page.changes()) changes.push_back(ToJson(change));
    left -= page.changes_size();
    more = page.through_position() < page.head_position();
    request.set_after_position(page.through_position());
    if (more) session.ShowProgress("changes", changes.size(), 0);
  }
  session.Print(changes);
  if (more) {
    session.notes() << "there are more: raise --limit or continue with --after "
                    << request.after_position() << "\n";
  }
  return absl::OkStatus();
}

absl::Status ListSnapshot(Arguments& arguments, Session& session) {
  COBUILD_ASSIGN_OR_RETURN(const Service service, ServiceNamed(arguments.Text("SERVICE")));
  feed::v1::ListSnapshotRequest request;
  SetTypes(arguments, service, request);
  return ListRows(session, arguments, service, &feed::v1::FeedService::Stub::ListSnapshot, request,
                  &feed::v1::ListSnapshotResponse::resources);
}

// One line a change, so that a reader of the stream need not wait for an end.
void PrintChange(Session& session, const feed::v1::Change& change) {
  const Json json = ToJson(change);
  if (session.format() == Format::kJson) {
    session.out() << DumpLine(json) << std::endl;
    return;
  }
  std::vector<std::string> cells;
  for (const Column& column : ChangeColumns()) cells.push_back(ShownText(json, column.key));
  if (session.format() == Format::kCsv) {
    session.out() << FormatCsvRow(cells) << std::flush;
    return;
  }
  session.out() << fmt::format("{}", fmt::join(cells, "  ")) << std::endl;
}

// Prints changes until the stream ends, and moves the request behind what it was told of.
absl::Status WatchOnce(Session& session, feed::v1::FeedService::Stub& stub,
                       std::chrono::seconds timeout, feed::v1::WatchChangesRequest& request) {
  const auto context = session.Context(timeout);
  const auto stream = stub.WatchChanges(context.get(), request);
  feed::v1::WatchChangesResponse response;
  while (stream->Read(&response)) {
    for (const feed::v1::Change& change : response.changes()) PrintChange(session, change);
    request.set_after_position(response.through_position());
  }
  return rpc::FromGrpc(stream->Finish());
}

// The watch's time has passed, or its reader was slow and the service has cut it off.
bool MayGoOn(const absl::Status& ended) {
  return ended.ok() || absl::IsDeadlineExceeded(ended) || absl::IsCancelled(ended);
}

absl::Status Watch(Arguments& arguments, Session& session) {
  feed::v1::WatchChangesRequest request;
  request.set_after_position(arguments.Integer("after", 0, INT64_MAX));
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  COBUILD_ASSIGN_OR_RETURN(const Service service, ServiceNamed(arguments.Text("SERVICE")));
  SetTypes(arguments, service, request);
  COBUILD_ASSIGN_OR_RETURN(const auto channel, session.connections().To(service));
  feed::v1::FeedService::Stub stub(channel);
  const bool endless = !session.given_timeout().has_value();
  const std::chrono::seconds timeout = session.given_timeout().value_or(kWatchTimeout);
  absl::Status ended;
  do {
    ended = WatchOnce(session, stub, timeout, request);
  } while (endless && MayGoOn(ended));
  return absl::IsDeadlineExceeded(ended) ? absl::OkStatus() : ended;
}

}  // namespace

std::vector<Command> FeedCommands() {
  const Argument service =
      OneOf({"registry", "finance", "assessment", "projects", "reconciliation"},
            Positional("SERVICE", "registry, finance, assessment, projects or reconciliation"));
  const Argument after =
      Optional("after", "changes after this position; default 0: from the first");
  const Argument type = List(
      "type", "only resources of this type, as Pairing or cobuild.registry.v1.Pairing; repeatable");
  return {
      {"feed",
       "list",
       "changes of a service in the order of their positions",
       With({service, after, type}, Limit()),
       ListChanges,
       {"cobuild.feed.v1.FeedService/ListChanges"},
       ChangeColumns(),
       "feed list finance --after 4000"},
      {"feed",
       "watch",
       "changes as they are committed, one a line (--format json: one object a line), until "
       "interrupted or --timeout has passed",
       {service, after, type},
       Watch,
       {"cobuild.feed.v1.FeedService/WatchChanges"},
       {},
       "feed watch finance --after 4000 --format json"},
      {"feed",
       "snapshot",
       "every resource of a service as it is now, in the order of positions",
       With({service, type}, Limit()),
       ListSnapshot,
       {"cobuild.feed.v1.FeedService/ListSnapshot"},
       {{"position", "POSITION", Column::Align::kRight}, {"resource_name", "RESOURCE"}},
       "feed snapshot registry --type Village"},
      {"feed",
       "verify",
       "replays a feed from 0 and compares what it makes with the snapshot, by digest",
       {service},
       VerifyFeed,
       {"cobuild.feed.v1.FeedService/ListSnapshot", "cobuild.feed.v1.FeedService/ListChanges"},
       {},
       "feed verify registry"},
  };
}

}  // namespace cobuild::cli
