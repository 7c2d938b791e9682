#include "services/projects/rpc/convert_milestone.h"

#include <set>
#include <utility>

#include "common/rpc/record_message.h"
#include "common/rpc/record_requests.h"
#include "services/projects/domain/names.h"

namespace cobuild::projects {
namespace {

constexpr size_t kMaxNoteCharacters = 500;
constexpr int kMaxEvidence = 50;

static_assert(static_cast<int>(Instalment::kAcceptance) == v1::ACCEPTANCE_INSTALMENT);

MilestonePlan PlanOf(error::Violations& violations, const v1::Milestone& proto) {
  MilestonePlan plan;
  plan.display_name = rpc::RequiredText(violations, "milestone.display_name", proto.display_name(),
                                        rpc::kMaxNameCharacters);
  plan.instalment = static_cast<Instalment>(
      rpc::RequiredEnum(violations, "milestone.instalment", proto.instalment()));
  plan.planned_date = rpc::RequiredDate(violations, "milestone.planned_date", proto.planned_date());
  const std::string cap = "milestone.release_cap";
  plan.release_cap = rpc::RequiredMoney(violations, cap, proto.release_cap());
  if (plan.release_cap.value <= 0 || plan.release_cap > money::kMaxAmount) {
    violations.Add(cap, "OUT_OF_RANGE", "must be more than zero and at most 90,000,000,000,000.00");
  }
  plan.data_origin = static_cast<DataOrigin>(
      rpc::RequiredEnum(violations, "milestone.data_origin", proto.data_origin()));
  return plan;
}

std::vector<std::string> EvidenceOf(error::Violations& violations,
                                    const v1::AcceptMilestoneRequest& request) {
  rpc::RequireSome(violations, "evidence", request.evidence_size(), kMaxEvidence);
  std::vector<std::string> ids;
  std::set<std::string> seen;
  for (int i = 0; i < request.evidence_size(); ++i) {
    const std::string field = rpc::ElementOf("evidence", i);
    ids.push_back(
        rpc::RequiredName(violations, field, request.evidence(i), Evidence::kNamePattern));
    if (!seen.insert(ids.back()).second) {
      violations.Add(field, "DUPLICATE", "is named already");
    }
  }
  return ids;
}

}  // namespace

absl::StatusOr<CreateMilestoneCommand> FromProto(const v1::CreateMilestoneRequest& request) {
  error::Violations violations;
  CreateMilestoneCommand command;
  command.project =
      rpc::RequiredName(violations, "parent", request.parent(), Project::kNamePattern);
  command.id = rpc::OptionalId(violations, "milestone_id", request.milestone_id());
  command.plan = PlanOf(violations, request.milestone());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<records::ListQuery> FromProto(const v1::ListMilestonesRequest& request,
                                             const rpc::Call& call) {
  error::Violations violations;
  records::ListQuery query = rpc::ListQueryOf(violations, call, request);
  rpc::OptionalName(violations, "parent", request.parent(), Project::kNamePattern);
  query.key = request.parent();
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

absl::StatusOr<UpdateMilestoneCommand> FromProto(const v1::UpdateMilestoneRequest& request) {
  error::Violations violations;
  UpdateMilestoneCommand command;
  command.id = rpc::RequiredName(violations, "milestone.name", request.milestone().name(),
                                 Milestone::kNamePattern);
  command.plan = PlanOf(violations, request.milestone());
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<ReportProgressCommand> FromProto(const v1::ReportProgressRequest& request) {
  error::Violations violations;
  ReportProgressCommand command;
  command.id = rpc::RequiredName(violations, "name", request.name(), Milestone::kNamePattern);
  command.progress.day = rpc::RequiredDate(violations, "progress_date", request.progress_date());
  command.progress.basis_points = request.progress_basis_points();
  if (command.progress.basis_points < 0 || command.progress.basis_points > kWholeShare) {
    violations.Add("progress_basis_points", "OUT_OF_RANGE", "must be 0 to 10,000");
  }
  command.progress.note = rpc::OptionalText(violations, "note", request.note(), kMaxNoteCharacters);
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<AcceptMilestoneCommand> FromProto(const v1::AcceptMilestoneRequest& request) {
  error::Violations violations;
  AcceptMilestoneCommand command;
  command.id = rpc::RequiredName(violations, "name", request.name(), Milestone::kNamePattern);
  command.accepted_date = rpc::RequiredDate(violations, "accepted_date", request.accepted_date());
  command.evidence = EvidenceOf(violations, request);
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

v1::Milestone ToProto(const Record<Milestone>& milestone) {
  v1::Milestone proto;
  rpc::SetRecorded(milestone, proto);
  const MilestonePlan& plan = milestone.facts.plan;
  proto.set_display_name(plan.display_name);
  proto.set_instalment(static_cast<v1::Instalment>(plan.instalment));
  *proto.mutable_planned_date() = rpc::ToProto(plan.planned_date);
  *proto.mutable_release_cap() = rpc::ToProto(plan.release_cap);
  proto.set_data_origin(static_cast<type::v1::DataOrigin>(plan.data_origin));
  if (const auto& progress = milestone.facts.progress) {
    proto.set_progress_basis_points(static_cast<int32_t>(progress->basis_points));
    *proto.mutable_progress_date() = rpc::ToProto(progress->day);
    proto.set_progress_note(progress->note);
  }
  if (const auto& accepted = milestone.facts.accepted_date) {
    *proto.mutable_accepted_date() = rpc::ToProto(*accepted);
  }
  for (const base::Digest& digest : milestone.facts.evidence) {
    proto.add_evidence_sha256(base::ToHex(digest));
  }
  return proto;
}

v1::ListMilestonesResponse ToProto(const records::Page<Milestone>& page,
                                   const v1::ListMilestonesRequest& request) {
  v1::ListMilestonesResponse response;
  for (const auto& milestone : page.records) *response.add_milestones() = ToProto(milestone);
  rpc::SetPage(page, request, response);
  return response;
}

}  // namespace cobuild::projects
