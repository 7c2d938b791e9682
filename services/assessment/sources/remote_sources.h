// The other services over their public RPCs.
#pragma once

#include <memory>

#include "cobuild/finance/v1/income.grpc.pb.h"
#include "cobuild/registry/v1/division.grpc.pb.h"
#include "cobuild/registry/v1/election.grpc.pb.h"
#include "cobuild/registry/v1/leading_group.grpc.pb.h"
#include "cobuild/registry/v1/perimeter.grpc.pb.h"
#include "cobuild/registry/v1/posting.grpc.pb.h"
#include "cobuild/registry/v1/service_centre.grpc.pb.h"
#include "cobuild/registry/v1/village.grpc.pb.h"
#include "common/rpc/call.h"
#include "services/assessment/app/sources.h"

namespace cobuild::assessment {

// One a process. Thread-safe.
class RemoteServices {
 public:
  RemoteServices(const std::shared_ptr<grpc::ChannelInterface>& registry,
                 const std::shared_ptr<grpc::ChannelInterface>& finance);

  // Asks on behalf of `call`, within its deadline and trace. Both outlive what is given.
  std::unique_ptr<Sources> For(const rpc::Call& call);

 private:
  const std::unique_ptr<registry::v1::PerimeterService::StubInterface> perimeters_;
  const std::unique_ptr<registry::v1::VillageService::StubInterface> villages_;
  const std::unique_ptr<registry::v1::CommitteeService::StubInterface> elections_;
  const std::unique_ptr<registry::v1::DivisionService::StubInterface> divisions_;
  const std::unique_ptr<registry::v1::LeadingGroupService::StubInterface> leading_groups_;
  const std::unique_ptr<registry::v1::PostingService::StubInterface> postings_;
  const std::unique_ptr<registry::v1::ServiceCentreService::StubInterface> centres_;
  const std::unique_ptr<finance::v1::IncomeService::StubInterface> incomes_;
};

}  // namespace cobuild::assessment
