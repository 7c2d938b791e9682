#include "services/registry/rpc/convert_centre_work.h"

#include <utility>

#include "common/rpc/record_message.h"
#include "common/rpc/record_requests.h"
#include "services/registry/domain/names.h"
#include "services/registry/rpc/convert_days.h"
#include "services/registry/rpc/convert_scope.h"

namespace cobuild::registry {
namespace {

constexpr money::Fen kMaxCost{100'000'000'000};  // 1,000,000,000.00 yuan
constexpr char kProjectPattern[] = "projects/{}";

// The domain's numbers are the proto's.
static_assert(static_cast<int>(CentreWorkKind::kNew) == v1::CENTRE_WORK_NEW);
static_assert(static_cast<int>(CentreWorkKind::kRepair) == v1::CENTRE_WORK_REPAIR);

money::Fen CostOf(error::Violations& violations, const google::type::Money& proto) {
  const money::Fen cost = rpc::RequiredMoney(violations, "centre_work.cost", proto);
  if (cost.value < 0 || cost.value > kMaxCost.value) {
    violations.Add("centre_work.cost", "OUT_OF_RANGE", "must be from 0 to 1,000,000,000.00");
  }
  return cost;
}

// All but the centre and the reason.
CentreWork FactsOf(error::Violations& violations, const v1::CentreWork& proto) {
  CentreWork facts;
  facts.kind =
      static_cast<CentreWorkKind>(rpc::RequiredEnum(violations, "centre_work.kind", proto.kind()));
  facts.start_date = rpc::RequiredDate(violations, "centre_work.start_date", proto.start_date());
  facts.completion_date =
      rpc::OptionalDate(violations, "centre_work.completion_date", proto.completion_date());
  if (facts.completion_date && *facts.completion_date < facts.start_date) {
    violations.Add("centre_work.completion_date", "OUT_OF_RANGE", "must not be before start_date");
  }
  if (proto.has_cost()) facts.cost = CostOf(violations, proto.cost());
  facts.project =
      rpc::OptionalName(violations, "centre_work.project", proto.project(), kProjectPattern);
  facts.data_origin = static_cast<DataOrigin>(
      rpc::RequiredEnum(violations, "centre_work.data_origin", proto.data_origin()));
  return facts;
}

}  // namespace

absl::StatusOr<RecordCentreWorkCommand> FromProto(const v1::RecordCentreWorkRequest& request) {
  error::Violations violations;
  RecordCentreWorkCommand command;
  command.id = rpc::OptionalId(violations, "centre_work_id", request.centre_work_id());
  command.facts = FactsOf(violations, request.centre_work());
  command.facts.service_centre =
      rpc::RequiredName(violations, "centre_work.service_centre",
                        request.centre_work().service_centre(), ServiceCentre::kNamePattern);
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<CorrectCentreWorkCommand> FromProto(const v1::CorrectCentreWorkRequest& request) {
  error::Violations violations;
  CorrectCentreWorkCommand command;
  command.id = rpc::RequiredName(violations, "centre_work.name", request.centre_work().name(),
                                 CentreWork::kNamePattern);
  command.facts = FactsOf(violations, request.centre_work());
  command.facts.correction_reason =
      rpc::RequiredText(violations, "reason", request.reason(), rpc::kMaxReasonCharacters);
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<ListCentreWorksQuery> FromProto(const v1::ListCentreWorksRequest& request,
                                               const rpc::Call& call) {
  error::Violations violations;
  ListCentreWorksQuery query;
  query.list = rpc::ListQueryOf(violations, call, request);
  rpc::OptionalName(violations, "service_centre", request.service_centre(),
                    ServiceCentre::kNamePattern);
  query.list.key = request.service_centre();
  if (rpc::OptionalEnum(violations, "kind", request.kind()) != v1::CENTRE_WORK_KIND_UNSPECIFIED) {
    query.kind = static_cast<CentreWorkKind>(request.kind());
  }
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

absl::StatusOr<SummarizeCentreWorksQuery> FromProto(const v1::SummarizeCentreWorksRequest& request,
                                                    const rpc::Call& call) {
  error::Violations violations;
  SummarizeCentreWorksQuery query;
  query.over = ScopeQueryOf(violations, call, request);
  query.days = RequiredDaysOf(violations, request);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

v1::CentreWork ToProto(const Record<CentreWork>& work) {
  v1::CentreWork proto;
  rpc::SetRecorded(work, proto);
  const CentreWork& facts = work.facts;
  proto.set_service_centre(records::NameOf<ServiceCentre>(facts.service_centre));
  proto.set_kind(static_cast<v1::CentreWorkKind>(facts.kind));
  *proto.mutable_start_date() = rpc::ToProto(facts.start_date);
  if (facts.completion_date) {
    *proto.mutable_completion_date() = rpc::ToProto(*facts.completion_date);
  }
  if (facts.cost) *proto.mutable_cost() = rpc::ToProto(*facts.cost);
  if (!facts.project.empty()) proto.set_project(records::NameOf(kProjectPattern, facts.project));
  proto.set_data_origin(static_cast<type::v1::DataOrigin>(facts.data_origin));
  proto.set_correction_reason(facts.correction_reason);
  return proto;
}

v1::ListCentreWorksResponse ToProto(const records::Page<CentreWork>& page,
                                    const v1::ListCentreWorksRequest& request) {
  v1::ListCentreWorksResponse response;
  for (const auto& work : page.records) *response.add_centre_works() = ToProto(work);
  rpc::SetPage(page, request, response);
  return response;
}

v1::SummarizeCentreWorksResponse ToProto(const WorkSummary& summary) {
  v1::SummarizeCentreWorksResponse response;
  for (const WorkSummary::Row& row : summary.rows) {
    v1::CentreWorkSummaryRow& proto = *response.add_rows();
    proto.set_service_centre(records::NameOf<ServiceCentre>(row.centre));
    proto.set_village(VillageName(row.village_code));
    proto.set_new_works(row.works.built);
    proto.set_reconstruction_extension_works(row.works.reconstructed_or_extended);
    proto.set_repair_works(row.works.repaired);
    SetOrigin(row, proto);
  }
  response.set_centres_new(summary.centres.built);
  response.set_centres_reconstructed_or_extended(summary.centres.reconstructed_or_extended);
  response.set_centres_repaired(summary.centres.repaired);
  SetOrigin(summary, response);
  response.set_position(summary.position);
  return response;
}

}  // namespace cobuild::registry
