// The method table of the tests' own service.
#pragma once

#include "common/rpc/method.h"

namespace cobuild::echo {

using std::chrono_literals::operator""s;
using std::chrono_literals::operator""ms;

inline constexpr rpc::Method kMethods[] = {
    {"cobuild.echo.v1.EchoService/Echo", "registry.divisions.read", rpc::Scope::kWhole,
     rpc::Lane::kRead, 10s, rpc::Repeat::kRead},
    {"cobuild.echo.v1.EchoService/EchoInline", "registry.divisions.read", rpc::Scope::kWhole,
     rpc::Lane::kInline, 10s, rpc::Repeat::kRead},
    {"cobuild.echo.v1.EchoService/Store", "registry.divisions.import", rpc::Scope::kWhole,
     rpc::Lane::kWrite, 10s, rpc::Repeat::kRequestId},
    {"cobuild.echo.v1.EchoService/Post", "finance.transfers.post", rpc::Scope::kWhole,
     rpc::Lane::kWrite, 10s, rpc::Repeat::kRequestId},
    {"cobuild.echo.v1.EchoService/Repeat", "registry.divisions.read", rpc::Scope::kWhole,
     rpc::Lane::kRead, 10s, rpc::Repeat::kRead},
    {"cobuild.echo.v1.EchoService/Watch", "registry.feed.read", rpc::Scope::kWhole,
     rpc::Lane::kWatch, 60s, rpc::Repeat::kRead},
    {"cobuild.echo.v1.EchoService/Collect", "registry.divisions.import", rpc::Scope::kWhole,
     rpc::Lane::kWrite, 10s, rpc::Repeat::kRequestId},
};

inline constexpr const rpc::Method& kEcho = kMethods[0];
inline constexpr const rpc::Method& kEchoInline = kMethods[1];
inline constexpr const rpc::Method& kStore = kMethods[2];
inline constexpr const rpc::Method& kPost = kMethods[3];
inline constexpr const rpc::Method& kRepeat = kMethods[4];
inline constexpr const rpc::Method& kWatch = kMethods[5];
inline constexpr const rpc::Method& kCollect = kMethods[6];

}  // namespace cobuild::echo
