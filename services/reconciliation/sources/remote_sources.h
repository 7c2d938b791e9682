// The other services over their public RPCs and feeds.
#pragma once

#include <grpcpp/channel.h>

#include <array>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "services/reconciliation/app/sources.h"

namespace cobuild::reconciliation {

class RemoteSources : public Sources {
 public:
  using Channels = std::array<std::shared_ptr<grpc::Channel>, kSources.size()>;

  explicit RemoteSources(Channels channels) : channels_(std::move(channels)) {}

  absl::StatusOr<FeedPage> ReadChanges(Source source, int64_t after) override;
  absl::StatusOr<ToldBalances> ReadBalances(const std::vector<std::string>& accounts) override;
  absl::StatusOr<std::set<std::string>> ReadDefinitions() override;
  absl::StatusOr<Recomputed> Recompute(const FrozenReport& frozen) override;

 private:
  const Channels channels_;
};

}  // namespace cobuild::reconciliation
