#include "services/registry/client/read_snapshot.h"

#include <chrono>
#include <string>

#include "cobuild/feed/v1/feed.grpc.pb.h"
#include "common/base/status_macros.h"
#include "common/obs/trace.h"
#include "common/rpc/client.h"

namespace cobuild::registry::client {
namespace {

constexpr int kPageSize = 1'000;
// Of one page. Whoever stops while the registry hangs waits no longer.
constexpr std::chrono::seconds kPageTimeout(10);

}  // namespace

absl::StatusOr<int64_t> ReadSnapshot(const std::shared_ptr<grpc::Channel>& channel, Known& known) {
  const auto stub = feed::v1::FeedService::NewStub(channel);
  feed::v1::ListSnapshotRequest request;
  for (const std::string& type : Known::ResourceTypes()) request.add_resource_types(type);
  request.set_page_size(kPageSize);
  feed::v1::ListSnapshotResponse page;
  do {
    const auto context = rpc::ContextFor(kPageTimeout, obs::NewTrace());
    const grpc::Status status = stub->ListSnapshot(context.get(), request, &page);
    if (!status.ok()) return rpc::FromGrpc(status);
    for (const feed::v1::SnapshotResource& resource : page.resources()) {
      COBUILD_RETURN_IF_ERROR(known.Take(resource.resource()).status());
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return page.position();
}

}  // namespace cobuild::registry::client
