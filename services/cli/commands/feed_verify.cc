#include "services/cli/commands/feed_verify.h"

#include <fmt/format.h>

#include <cstdint>
#include <string>

#include "cobuild/feed/v1/feed.grpc.pb.h"
#include "services/cli/commands/feed_state.h"
#include "services/cli/connection.h"
#include "services/cli/failure.h"
#include "services/cli/session.h"

namespace cobuild::cli {
namespace {

constexpr int kPageOfState = 1'000;
constexpr size_t kDifferencesShown = 20;

struct Snapshot {
  int64_t position = 0;
  bool bounded = false;  // of what is within the caller's grants
};

// The state at the head.
absl::StatusOr<Snapshot> ReadSnapshot(Session& session, Service service, FeedState& state) {
  feed::v1::ListSnapshotRequest request;
  request.set_page_size(kPageOfState);
  Snapshot snapshot;
  do {
    COBUILD_ASSIGN_OR_RETURN(
        const feed::v1::ListSnapshotResponse page,
        session.Call(service, &feed::v1::FeedService::Stub::ListSnapshot, request));
    snapshot = {page.position(), page.bounded()};
    for (const feed::v1::SnapshotResource& resource : page.resources()) {
      state.Set(resource.resource_name(), resource.resource());
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return snapshot;
}

// The state that the changes up to `position` make.
absl::Status Replay(Session& session, Service service, int64_t position, FeedState& state) {
  feed::v1::ListChangesRequest request;
  request.set_page_size(kPageOfState);
  while (request.after_position() < position) {
    COBUILD_ASSIGN_OR_RETURN(
        const feed::v1::ListChangesResponse page,
        session.Call(service, &feed::v1::FeedService::Stub::ListChanges, request));
    for (const feed::v1::Change& change : page.changes()) {
      if (change.position() <= position) state.Set(change.resource_name(), change.resource());
    }
    request.set_after_position(page.through_position());
    session.ShowProgress("positions", static_cast<size_t>(request.after_position()),
                         static_cast<size_t>(position));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status VerifyFeed(Arguments& arguments, Session& session) {
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  COBUILD_ASSIGN_OR_RETURN(const Service service, ServiceNamed(arguments.Text("SERVICE")));
  FeedState held;
  FeedState replayed;
  COBUILD_ASSIGN_OR_RETURN(const Snapshot snapshot, ReadSnapshot(session, service, held));
  COBUILD_RETURN_IF_ERROR(Replay(session, service, snapshot.position, replayed));
  // Nobody whom it has left is told where a resource went.
  const size_t left = snapshot.bounded ? replayed.KeepNamesOf(held) : 0;
  Json result;
  result["service"] = std::string(NameOf(service));
  result["position"] = snapshot.position;
  result["resources"] = held.size();
  result["digest"] = base::ToHex(held.Digest());
  result["replayed_digest"] = base::ToHex(replayed.Digest());
  result["differences"] = held.DifferencesFrom(replayed, kDifferencesShown);
  result["bounded"] = snapshot.bounded;
  PrintOne(session.out(), session.format(), result);
  if (snapshot.bounded) {
    session.notes() << fmt::format(
        "only what is within your grants was compared; {} resources of the feed have left them\n",
        left);
  }
  return held.Digest() == replayed.Digest()
             ? absl::OkStatus()
             : AnswerIsNo("the feed replayed from 0 is not the state that the service holds");
}

}  // namespace cobuild::cli
