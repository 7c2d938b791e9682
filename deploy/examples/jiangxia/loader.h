// The load's connections, what its calls recorded, and its progress.
#pragma once

#include <google/protobuf/message.h>

#include <array>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "deploy/examples/jiangxia/load.h"

namespace cobuild::jiangxia {

class Loader {
 public:
  Loader(const LoadOptions& options, Progress& progress);

  // Makes each caller's channels, and asks each service what it has recorded.
  absl::Status Connect(const std::vector<cli::ConnectionSettings>& callers);

  absl::Status ImportDivisions(const registry::v1::ImportHeader& header,
                               const std::vector<registry::v1::ImportRow>& rows);

  // Chains beside each other, many in flight, under the title `what` while they are.
  absl::Status RunAllChains(const std::string& what, const std::vector<Chain>& chains);

  // One call of the office for each request, in no order. `method` without its package.
  template <class Request>
  absl::Status CallForEach(const std::string& what, cli::Service service, const std::string& method,
                           const std::vector<Request>& requests) {
    std::vector<Chain> chains;
    for (const Request& request : requests) {
      chains.push_back(
          {{what, Caller::kOffice, service, PackageOf(service) + method, OneMessage(request)}});
    }
    return RunAllChains(what, chains);
  }

  std::vector<Loaded> TakeLoaded() { return std::move(loaded_); }

 private:
  using Channels = std::array<std::shared_ptr<grpc::Channel>, cli::kServices.size()>;

  const std::shared_ptr<grpc::Channel>& ChannelOf(Caller caller, cli::Service service) const;
  // "cobuild.finance.v1."
  static std::string PackageOf(cli::Service service);
  void Count(const Call& call, const google::protobuf::Message& answer);

  const LoadOptions& options_;
  Progress& progress_;
  Stop stop_;
  std::array<Channels, kCallers.size()> channels_;  // by caller and service
  // What each service had recorded when the load began: an answer's higher position is new.
  std::array<int64_t, cli::kServices.size()> heads_before_ = {};
  Sender sender_;
  std::mutex mutex_;
  std::vector<Loaded> loaded_;  // guarded by mutex_ while chains run
};

}  // namespace cobuild::jiangxia
