// The other services over their public RPCs.
#pragma once

#include <memory>

#include "cobuild/finance/v1/fund.grpc.pb.h"
#include "cobuild/finance/v1/income.grpc.pb.h"
#include "cobuild/finance/v1/investment.grpc.pb.h"
#include "cobuild/finance/v1/ledger.grpc.pb.h"
#include "cobuild/finance/v1/policy.grpc.pb.h"
#include "cobuild/projects/v1/approval.grpc.pb.h"
#include "cobuild/projects/v1/milestone.grpc.pb.h"
#include "cobuild/projects/v1/model.grpc.pb.h"
#include "cobuild/projects/v1/project.grpc.pb.h"
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
                 const std::shared_ptr<grpc::ChannelInterface>& finance,
                 const std::shared_ptr<grpc::ChannelInterface>& projects);

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
  const std::unique_ptr<finance::v1::FundService::StubInterface> funds_;
  const std::unique_ptr<finance::v1::IncomeService::StubInterface> incomes_;
  const std::unique_ptr<finance::v1::InvestmentService::StubInterface> investments_;
  const std::unique_ptr<finance::v1::LedgerService::StubInterface> ledgers_;
  const std::unique_ptr<finance::v1::PolicyService::StubInterface> policies_;
  const std::unique_ptr<projects::v1::ApprovalService::StubInterface> approvals_;
  const std::unique_ptr<projects::v1::MilestoneService::StubInterface> milestones_;
  const std::unique_ptr<projects::v1::ModelService::StubInterface> models_;
  const std::unique_ptr<projects::v1::ProjectService::StubInterface> projects_;
};

}  // namespace cobuild::assessment
