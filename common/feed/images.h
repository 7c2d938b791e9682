// For tests: the state that a feed replayed from 0 makes, and the one that its snapshot holds.
#pragma once

#include <grpcpp/client_context.h>
#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <string>

#include "cobuild/feed/v1/feed.grpc.pb.h"
#include "common/obs/trace.h"
#include "common/rpc/client.h"

namespace cobuild::feed {

// The last image of each resource, its type and bytes, by the resource's name.
using Images = std::map<std::string, std::string>;

template <class Resource>
void SetImage(const Resource& resource, Images& images) {
  images[resource.resource_name()] = resource.resource().SerializeAsString();
}

// In pages of `page_size`, as all below.
inline Images ReplayOf(v1::FeedService::Stub& stub, int page_size) {
  Images images;
  v1::ListChangesRequest request;
  request.set_page_size(page_size);
  v1::ListChangesResponse page;
  do {
    const auto context = rpc::ContextFor(std::chrono::seconds(30), obs::NewTrace());
    EXPECT_TRUE(stub.ListChanges(context.get(), request, &page).ok());
    for (const v1::Change& change : page.changes()) SetImage(change, images);
    request.set_after_position(page.through_position());
  } while (page.through_position() < page.head_position());
  return images;
}

inline Images SnapshotOf(v1::FeedService::Stub& stub, int page_size) {
  Images images;
  v1::ListSnapshotRequest request;
  request.set_page_size(page_size);
  v1::ListSnapshotResponse page;
  do {
    const auto context = rpc::ContextFor(std::chrono::seconds(30), obs::NewTrace());
    EXPECT_TRUE(stub.ListSnapshot(context.get(), request, &page).ok());
    for (const v1::SnapshotResource& resource : page.resources()) SetImage(resource, images);
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return images;
}

}  // namespace cobuild::feed
