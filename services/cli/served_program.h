// The program against one server that plays all services with the methods a test gives it.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/rpc/method.h"
#include "common/testing/server.h"
#include "services/cli/program.h"

namespace cobuild::cli {

// Rows of a method table; the permission is one that machine/test has.
constexpr rpc::Method ReadMethod(std::string_view name, rpc::Lane lane = rpc::Lane::kRead) {
  return {name, "registry.divisions.read", rpc::Scope::kWhole,
          lane, std::chrono::seconds(20),  rpc::Repeat::kRead};
}
constexpr rpc::Method ChangeMethod(std::string_view name) {
  return {name,
          "registry.divisions.read",
          rpc::Scope::kWhole,
          rpc::Lane::kWrite,
          std::chrono::seconds(20),
          rpc::Repeat::kRequestId};
}

class Program : public testing::Test {
 protected:
  void Serve(const std::function<void(rpc::Router&)>& add_routes,
             test::TestServerOptions options = {}) {
    server_.emplace(add_routes, std::move(options));
    const std::string address = server_->address();
    settings_ = {{address, address, address, address, address},
                 server_->certificates().ForClient("machine/test")};
  }

  int Run(const std::vector<std::string>& words) {
    out_.str("");
    err_.str("");
    return RunProgram(words, {.connections = settings_}, out_, err_);
  }

  std::optional<test::TestServer> server_;
  ConnectionSettings settings_;
  std::ostringstream out_;
  std::ostringstream err_;
};

}  // namespace cobuild::cli
