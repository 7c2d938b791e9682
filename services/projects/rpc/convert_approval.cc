#include "services/projects/rpc/convert_approval.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/record_message.h"
#include "common/rpc/record_requests.h"
#include "common/rpc/roles.h"
#include "services/projects/domain/check_procedure.h"
#include "services/projects/domain/names.h"
#include "services/projects/rpc/convert_procedure.h"
#include "services/projects/rpc/convert_request.h"

namespace cobuild::projects {
namespace {

constexpr int64_t kMaxVotes = 1'000'000;

// The domain's numbers are the proto's.
static_assert(static_cast<int>(ApprovalOutcome::kRejected) == v1::REJECT_PROJECT);

base::Digest DigestOf(error::Violations& violations, const std::string& value) {
  const auto digest = base::DigestFromHex(value);
  if (value.empty()) {
    violations.Add("dossier_digest", "REQUIRED", "must be given");
  } else if (!digest) {
    violations.Add("dossier_digest", "MALFORMED", "must be 64 hexadecimal digits in lower case");
  }
  return digest.value_or(base::Digest{});
}

Votes VotesOf(error::Violations& violations, const v1::Votes& proto) {
  const Votes votes{proto.eligible(), proto.present(), proto.in_favour()};
  if (votes.eligible < 1 || votes.eligible > kMaxVotes) {
    violations.Add("votes.eligible", "OUT_OF_RANGE", "must be 1 to 1,000,000");
  }
  if (votes.present < 0 || votes.present > votes.eligible) {
    violations.Add("votes.present", "OUT_OF_RANGE", "must be 0 to the eligible");
  }
  if (votes.in_favour < 0 || votes.in_favour > votes.present) {
    violations.Add("votes.in_favour", "OUT_OF_RANGE", "must be 0 to those present");
  }
  return votes;
}

void SetNext(const Approval& approval, v1::Approval& proto) {
  const ProcedureStep* next = approval.NextStep();
  if (next == nullptr) return;
  proto.set_next_step_id(next->id);
  *proto.mutable_ready_date() = rpc::ToProto(approval.ReadyDate());
  if (const auto due = approval.DueDate()) *proto.mutable_due_date() = rpc::ToProto(*due);
}

v1::PendingStep ToProto(const PendingStep& pending) {
  v1::PendingStep proto;
  proto.set_project(records::NameOf<Project>(pending.project));
  proto.set_display_name(pending.display_name);
  proto.set_village(VillageName(pending.village_code));
  *proto.mutable_step() = ToProto(pending.step);
  *proto.mutable_ready_date() = rpc::ToProto(pending.ready_date);
  if (pending.due_date) *proto.mutable_due_date() = rpc::ToProto(*pending.due_date);
  proto.set_overdue(pending.overdue);
  proto.set_dossier_digest(base::ToHex(pending.dossier_digest));
  proto.set_data_origin(static_cast<type::v1::DataOrigin>(pending.data_origin));
  return proto;
}

}  // namespace

absl::StatusOr<DecideStepCommand> FromProto(const v1::DecideStepRequest& request) {
  error::Violations violations;
  DecideStepCommand command;
  command.project = rpc::RequiredName(violations, "name", request.name(), Project::kNamePattern);
  command.step_id = rpc::RequiredId(violations, "step_id", request.step_id());
  command.outcome =
      static_cast<ApprovalOutcome>(rpc::RequiredEnum(violations, "outcome", request.outcome()));
  command.dossier_digest = DigestOf(violations, request.dossier_digest());
  if (request.has_votes()) command.votes = VotesOf(violations, request.votes());
  command.decision_date = rpc::RequiredDate(violations, "decision_date", request.decision_date());
  command.comment =
      command.outcome == ApprovalOutcome::kApproved
          ? rpc::OptionalText(violations, "comment", request.comment(), rpc::kMaxReasonCharacters)
          : rpc::RequiredText(violations, "comment", request.comment(), rpc::kMaxReasonCharacters);
  command.notice_date = rpc::OptionalDate(violations, "notice_date", request.notice_date());
  if (command.notice_date && *command.notice_date < command.decision_date) {
    violations.Add("notice_date", "BEFORE_DECISION", "must not be before decision_date");
  }
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<PendingQuery> FromProto(const v1::ListPendingStepsRequest& request,
                                       const rpc::Call& call) {
  error::Violations violations;
  PendingQuery query;
  query.role = request.role();
  if (!query.role.empty() && !rpc::IsRole(query.role)) {
    violations.Add("role", "UNKNOWN_ROLE", "must be a role, as TOWNSHIP_LEADER");
  }
  query.division_prefix = request.division_prefix();
  if (!IsDivisionPrefix(query.division_prefix)) {
    violations.Add("division_prefix", "MALFORMED", "must be at most 12 digits");
  }
  query.at = ReadAtOf(violations, request, call.received());
  const rpc::Page page = rpc::PageOf(violations, request);
  query.range = {page.size, page.after};
  query.reach = call.reach();
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

absl::StatusOr<records::ListQuery> FromProto(const v1::ListDecisionsRequest& request,
                                             const rpc::Call& call) {
  error::Violations violations;
  records::ListQuery query = rpc::ListQueryOf(violations, call, request);
  rpc::OptionalName(violations, "parent", request.parent(), Project::kNamePattern);
  query.key = request.parent();
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

v1::Decision ToProto(const Record<Decision>& decision) {
  v1::Decision proto;
  rpc::SetRecorded(decision, proto);
  const Decision& facts = decision.facts;
  proto.set_procedure(records::NameOf<Procedure>(facts.procedure));
  proto.set_step_id(facts.step_id);
  proto.set_outcome(static_cast<v1::DecisionOutcome>(facts.outcome));
  proto.set_dossier_digest(base::ToHex(facts.dossier_digest));
  if (facts.votes) {
    proto.mutable_votes()->set_eligible(static_cast<int32_t>(facts.votes->eligible));
    proto.mutable_votes()->set_present(static_cast<int32_t>(facts.votes->present));
    proto.mutable_votes()->set_in_favour(static_cast<int32_t>(facts.votes->in_favour));
  }
  *proto.mutable_decision_date() = rpc::ToProto(facts.decision_date);
  proto.set_comment(facts.comment);
  if (facts.notice) {
    *proto.mutable_notice()->mutable_start_date() = rpc::ToProto(facts.notice->start_date);
    proto.mutable_notice()->set_days(static_cast<int32_t>(facts.notice->days));
  }
  proto.set_decider(decision.actor);
  return proto;
}

v1::Approval ToProto(const KnownApproval& known) {
  const Approval& approval = known.approval;
  v1::Approval proto;
  proto.set_project(records::NameOf<Project>(approval.project));
  proto.set_state(static_cast<v1::ProjectState>(approval.state));
  if (approval.procedure) {
    *proto.mutable_procedure() = ToProto(*approval.procedure);
    for (const ProcedureStep& step : approval.procedure->facts.steps) {
      *proto.add_steps()->mutable_step() = ToProto(step);
    }
  }
  for (size_t i = 0; i < approval.approvals.size(); ++i) {
    *proto.mutable_steps(static_cast<int>(i))->mutable_decision() = ToProto(approval.approvals[i]);
  }
  proto.set_dossier_digest(base::ToHex(approval.dossier_digest));
  SetNext(approval, proto);
  proto.set_data_origin(static_cast<type::v1::DataOrigin>(approval.stated.data_origin));
  proto.set_etag(records::EtagOf(approval.version));
  proto.set_position(known.position);
  return proto;
}

v1::ListPendingStepsResponse ToProto(const PendingPage& page,
                                     const v1::ListPendingStepsRequest& request) {
  v1::ListPendingStepsResponse response;
  for (const PendingStep& pending : page.steps) *response.add_steps() = ToProto(pending);
  if (!page.is_last) {
    response.set_next_page_token(rpc::NextPageToken(request, page.steps.back().Key()));
  }
  response.set_position(page.position);
  return response;
}

v1::ListDecisionsResponse ToProto(const records::Page<Decision>& page,
                                  const v1::ListDecisionsRequest& request) {
  v1::ListDecisionsResponse response;
  for (const auto& decision : page.records) *response.add_decisions() = ToProto(decision);
  rpc::SetPage(page, request, response);
  return response;
}

}  // namespace cobuild::projects
