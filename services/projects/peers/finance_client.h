// Finance over its public RPCs.
#pragma once

#include <grpcpp/channel.h>

#include <memory>

#include "cobuild/finance/v1/release.grpc.pb.h"
#include "services/projects/app/deliver_releases.h"

namespace cobuild::projects {

class FinanceClient : public FinanceReleases {
 public:
  explicit FinanceClient(const std::shared_ptr<grpc::ChannelInterface>& finance);

  absl::Status Authorize(const Record<Release>& release,
                         const std::vector<std::string>& villages) override;

 private:
  const std::unique_ptr<finance::v1::ReleaseService::StubInterface> releases_;
};

}  // namespace cobuild::projects
