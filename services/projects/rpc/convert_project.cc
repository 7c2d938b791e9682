#include "services/projects/rpc/convert_project.h"

#include <utility>

#include "common/rpc/record_requests.h"
#include "services/projects/domain/check_project.h"
#include "services/projects/domain/names.h"
#include "services/projects/rpc/convert_filter.h"

namespace cobuild::projects {
namespace {

constexpr size_t kMaxStrategyCharacters = 2'000;
constexpr std::string_view kOrganizations = "organizations/{}";
constexpr std::string_view kCampaigns = "campaigns/{}";

// The domain's numbers are the proto's.
static_assert(static_cast<int>(ProjectCategory::kInfrastructure) == v1::INFRASTRUCTURE);
static_assert(static_cast<int>(ProjectState::kCancelled) == v1::CANCELLED);
static_assert(static_cast<int>(ProjectAction::kCancel) == v1::CANCEL);
static_assert(static_cast<int>(FundKind::kPrivate) == v1::PRIVATE);
static_assert(static_cast<int>(DevelopmentModel::kLandOperation) == v1::LAND_OPERATION);

std::vector<VillageShare> VillagesOf(error::Violations& violations, const v1::Project& proto) {
  const std::string field = "project.villages";
  rpc::RequireSome(violations, field, proto.villages_size(), kMaxVillages);
  std::vector<VillageShare> villages;
  for (int i = 0; i < proto.villages_size(); ++i) {
    const v1::VillageShare& share = proto.villages(i);
    villages.push_back({rpc::RequiredCodeName(violations, rpc::ElementOf(field, i) + ".village",
                                              share.village(), "villages"),
                        share.share_basis_points()});
  }
  return villages;
}

std::vector<BudgetLine> BudgetOf(error::Violations& violations, const v1::Project& proto) {
  const std::string field = "project.budget";
  rpc::RequireSome(violations, field, proto.budget_size(), kMaxBudgetLines);
  std::vector<BudgetLine> budget;
  for (int i = 0; i < proto.budget_size(); ++i) {
    const std::string element = rpc::ElementOf(field, i);
    const v1::BudgetLine& line = proto.budget(i);
    budget.push_back({rpc::RequiredId(violations, element + ".source", line.source()),
                      rpc::RequiredMoney(violations, element + ".amount", line.amount())});
  }
  return budget;
}

std::vector<DeclaredFund> DeclaredFundsOf(error::Violations& violations, const v1::Project& proto) {
  const std::string field = "project.declared_funds";
  rpc::RequireAtMost(violations, field, proto.declared_funds_size(), kMaxDeclaredFunds);
  std::vector<DeclaredFund> funds;
  for (int i = 0; i < proto.declared_funds_size(); ++i) {
    const std::string element = rpc::ElementOf(field, i);
    const v1::DeclaredFund& fund = proto.declared_funds(i);
    funds.push_back(
        {static_cast<FundKind>(rpc::RequiredEnum(violations, element + ".kind", fund.kind())),
         rpc::RequiredId(violations, element + ".source", fund.source()),
         rpc::RequiredMoney(violations, element + ".amount", fund.amount())});
  }
  return funds;
}

void SetStatement(const Statement& stated, v1::Project& proto) {
  proto.set_display_name(stated.display_name);
  for (const VillageShare& village : stated.villages) {
    v1::VillageShare* share = proto.add_villages();
    share->set_village(VillageName(village.village_code));
    share->set_share_basis_points(static_cast<int32_t>(village.share_basis_points));
  }
  proto.set_category(static_cast<v1::ProjectCategory>(stated.category));
  if (stated.model) proto.set_model(static_cast<v1::DevelopmentModel>(*stated.model));
  proto.set_sponsor(OrganizationName(stated.sponsor));
  for (const BudgetLine& line : stated.budget) {
    v1::BudgetLine* budget = proto.add_budget();
    budget->set_source(line.source);
    *budget->mutable_amount() = rpc::ToProto(line.amount);
  }
  for (const DeclaredFund& declared : stated.declared_funds) {
    v1::DeclaredFund* fund = proto.add_declared_funds();
    fund->set_kind(static_cast<v1::FundKind>(declared.kind));
    fund->set_source(declared.source);
    *fund->mutable_amount() = rpc::ToProto(declared.amount);
  }
  if (!stated.campaign.empty()) proto.set_campaign(CampaignName(stated.campaign));
  *proto.mutable_planned_start_date() = rpc::ToProto(stated.planned_start_date);
  *proto.mutable_planned_end_date() = rpc::ToProto(stated.planned_end_date);
  proto.set_strategy(stated.strategy);
  proto.set_data_origin(static_cast<type::v1::DataOrigin>(stated.data_origin));
  *proto.mutable_budget_total() = rpc::ToProto(BudgetTotal(stated));
  *proto.mutable_declared_total() = rpc::ToProto(DeclaredTotal(stated));
}

// Where the day of the last step of an action stands; null for one that has no field of its own.
google::type::Date* DayField(ProjectAction action, v1::Project& proto) {
  switch (action) {
    case ProjectAction::kSubmit:
      return proto.mutable_submitted_date();
    case ProjectAction::kApprove:
      return proto.mutable_approved_date();
    case ProjectAction::kStart:
      return proto.mutable_started_date();
    case ProjectAction::kComplete:
      return proto.mutable_completed_date();
    case ProjectAction::kAccept:
      return proto.mutable_accepted_date();
    case ProjectAction::kClose:
      return proto.mutable_closed_date();
    case ProjectAction::kCancel:
      return proto.mutable_cancelled_date();
    case ProjectAction::kReturn:
    case ProjectAction::kReject:
    case ProjectAction::kSuspend:
    case ProjectAction::kResume:
      break;
  }
  return nullptr;
}

void SetSteps(const Project& project, v1::Project& proto) {
  proto.set_state(static_cast<v1::ProjectState>(StateOf(project)));
  for (const Step& step : project.steps) {
    v1::ProjectStep* made = proto.add_steps();
    made->set_action(static_cast<v1::ProjectAction>(step.action));
    *made->mutable_effective_date() = rpc::ToProto(step.effective_date);
    made->set_reason(step.reason);
    *proto.mutable_state_date() = made->effective_date();
    if (auto* day = DayField(step.action, proto)) *day = made->effective_date();
  }
}

}  // namespace

Statement StatementOf(error::Violations& violations, const v1::Project& proto) {
  Statement stated;
  stated.display_name = rpc::RequiredText(violations, "project.display_name", proto.display_name(),
                                          rpc::kMaxNameCharacters);
  stated.villages = VillagesOf(violations, proto);
  stated.category = static_cast<ProjectCategory>(
      rpc::RequiredEnum(violations, "project.category", proto.category()));
  rpc::OptionalEnum(violations, "project.model", proto.model());
  if (proto.model() != v1::DEVELOPMENT_MODEL_UNSPECIFIED) {
    stated.model = static_cast<DevelopmentModel>(proto.model());
  }
  stated.sponsor =
      rpc::RequiredName(violations, "project.sponsor", proto.sponsor(), kOrganizations);
  stated.budget = BudgetOf(violations, proto);
  stated.declared_funds = DeclaredFundsOf(violations, proto);
  stated.campaign = rpc::OptionalName(violations, "project.campaign", proto.campaign(), kCampaigns);
  stated.planned_start_date =
      rpc::RequiredDate(violations, "project.planned_start_date", proto.planned_start_date());
  stated.planned_end_date =
      rpc::RequiredDate(violations, "project.planned_end_date", proto.planned_end_date());
  stated.strategy =
      rpc::OptionalText(violations, "project.strategy", proto.strategy(), kMaxStrategyCharacters);
  stated.data_origin = static_cast<DataOrigin>(
      rpc::RequiredEnum(violations, "project.data_origin", proto.data_origin()));
  CheckStatement(violations, stated);
  return stated;
}

absl::StatusOr<CreateProjectCommand> FromProto(const v1::CreateProjectRequest& request) {
  error::Violations violations;
  CreateProjectCommand command;
  command.id = rpc::OptionalId(violations, "project_id", request.project_id());
  command.stated = StatementOf(violations, request.project());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<UpdateProjectCommand> FromProto(const v1::UpdateProjectRequest& request) {
  error::Violations violations;
  UpdateProjectCommand command;
  command.id = rpc::RequiredName(violations, "project.name", request.project().name(),
                                 Project::kNamePattern);
  command.stated = StatementOf(violations, request.project());
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<StepCommand> FromProto(const v1::ProjectActionRequest& request,
                                      ProjectAction action) {
  error::Violations violations;
  StepCommand command;
  command.id = rpc::RequiredName(violations, "name", request.name(), Project::kNamePattern);
  command.step.action = action;
  command.step.effective_date =
      rpc::RequiredDate(violations, "effective_date", request.effective_date());
  const bool needs_reason = action == ProjectAction::kSuspend || action == ProjectAction::kCancel;
  command.step.reason =
      needs_reason
          ? rpc::RequiredText(violations, "reason", request.reason(), rpc::kMaxReasonCharacters)
          : rpc::OptionalText(violations, "reason", request.reason(), rpc::kMaxReasonCharacters);
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<ListProjectsQuery> FromProto(const v1::ListProjectsRequest& request,
                                            const rpc::Call& call) {
  error::Violations violations;
  ListProjectsQuery query;
  query.list = rpc::ListQueryOf(violations, call, request);
  query.filter = FilterOf(violations, request.filter());
  query.list.key = KeyOf(query.filter);
  query.as_of = rpc::AsOf(violations, request.as_of(), call.received());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

v1::Project ToProto(const Record<Project>& project) {
  v1::Project proto;
  proto.set_name(records::NameOf<Project>(project.id));
  SetStatement(project.facts.stated, proto);
  SetSteps(project.facts, proto);
  proto.set_etag(records::EtagOf(project.position));
  proto.set_position(project.position);
  *proto.mutable_record_time() = rpc::ToProto(project.record_time);
  return proto;
}

v1::ListProjectsResponse ToProto(const records::Page<Project>& page,
                                 const v1::ListProjectsRequest& request) {
  v1::ListProjectsResponse response;
  for (const auto& project : page.records) *response.add_projects() = ToProto(project);
  rpc::SetPage(page, request, response);
  return response;
}

}  // namespace cobuild::projects
