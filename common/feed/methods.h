// The rows of FeedService, the same in every service. Source keeps what a caller does not reach
// from it.
#pragma once

#include <array>

#include "common/rpc/method.h"

namespace cobuild::feed {

inline constexpr std::array kMethods = {
    rpc::Method{.name = "cobuild.feed.v1.FeedService/ListChanges",
                .permission = "feed.changes.read",
                .scope = rpc::Scope::kRows,
                .lane = rpc::Lane::kRead,
                .budget = std::chrono::seconds(10),
                .repeat = rpc::Repeat::kRead},
    rpc::Method{.name = "cobuild.feed.v1.FeedService/WatchChanges",
                .permission = "feed.changes.read",
                .scope = rpc::Scope::kRows,
                .lane = rpc::Lane::kWatch,
                .budget = std::chrono::hours(1),
                .repeat = rpc::Repeat::kRead},
    rpc::Method{.name = "cobuild.feed.v1.FeedService/ListSnapshot",
                .permission = "feed.changes.read",
                .scope = rpc::Scope::kRows,
                .lane = rpc::Lane::kRead,
                .budget = std::chrono::seconds(10),
                .repeat = rpc::Repeat::kRead},
};
inline constexpr const rpc::Method& kListChanges = kMethods[0];
inline constexpr const rpc::Method& kWatchChanges = kMethods[1];
inline constexpr const rpc::Method& kListSnapshot = kMethods[2];

}  // namespace cobuild::feed
