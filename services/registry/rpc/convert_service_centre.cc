#include "services/registry/rpc/convert_service_centre.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "common/rpc/record_message.h"
#include "common/rpc/record_requests.h"
#include "services/registry/domain/names.h"
#include "services/registry/rpc/convert_days.h"
#include "services/registry/rpc/convert_scope.h"

namespace cobuild::registry {
namespace {

constexpr int64_t kMaxFloorAreaDm2 = 10'000'000;

// The domain's numbers are the proto's.
static_assert(static_cast<int>(CentreFunction::kPartyAffairs) == v1::PARTY_AFFAIRS);
static_assert(static_cast<int>(CentreFunction::kGeneralAffairs) == v1::GENERAL_AFFAIRS);

void ReadFunctions(error::Violations& violations, const v1::ServiceCentre& proto,
                   std::vector<CentreFunction>& functions) {
  for (int i = 0; i < proto.functions_size(); ++i) {
    const std::string field = rpc::ElementOf("service_centre.functions", i);
    const auto function =
        static_cast<CentreFunction>(rpc::RequiredEnum(violations, field, proto.functions(i)));
    if (std::find(functions.begin(), functions.end(), function) != functions.end()) {
      violations.Add(field, "DUPLICATE", "is named twice");
      return;
    }
    functions.push_back(function);
  }
}

ServiceCentre FactsOf(error::Violations& violations, const v1::ServiceCentre& proto) {
  ServiceCentre facts;
  facts.village_code =
      rpc::RequiredCodeName(violations, "service_centre.village", proto.village(), "villages");
  facts.display_name = rpc::RequiredText(violations, "service_centre.display_name",
                                         proto.display_name(), rpc::kMaxNameCharacters);
  facts.in_use_since =
      rpc::RequiredDate(violations, "service_centre.in_use_since", proto.in_use_since());
  facts.in_use_until = OptionalEnd(violations, "service_centre.in_use_until", proto.in_use_until(),
                                   facts.in_use_since);
  ReadFunctions(violations, proto, facts.functions);
  facts.floor_area_dm2 = proto.floor_area_dm2();
  if (facts.floor_area_dm2 < 0 || facts.floor_area_dm2 > kMaxFloorAreaDm2) {
    violations.Add("service_centre.floor_area_dm2", "OUT_OF_RANGE",
                   fmt::format("must be from 0 to {}", kMaxFloorAreaDm2));
  }
  facts.data_origin = static_cast<DataOrigin>(
      rpc::RequiredEnum(violations, "service_centre.data_origin", proto.data_origin()));
  return facts;
}

}  // namespace

absl::StatusOr<CreateServiceCentreCommand> FromProto(
    const v1::CreateServiceCentreRequest& request) {
  error::Violations violations;
  CreateServiceCentreCommand command;
  command.id = rpc::OptionalId(violations, "service_centre_id", request.service_centre_id());
  command.facts = FactsOf(violations, request.service_centre());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<ListServiceCentresQuery> FromProto(const v1::ListServiceCentresRequest& request,
                                                  const rpc::Call& call) {
  error::Violations violations;
  ListServiceCentresQuery query;
  query.list = rpc::ListQueryOf(violations, call, request);
  query.village_code = rpc::OptionalCodeName(violations, "village", request.village(), "villages");
  query.list.key = request.village();
  query.in_use_on = rpc::OptionalDate(violations, "in_use_on", request.in_use_on());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

absl::StatusOr<UpdateServiceCentreCommand> FromProto(
    const v1::UpdateServiceCentreRequest& request) {
  error::Violations violations;
  UpdateServiceCentreCommand command;
  command.id = rpc::RequiredName(violations, "service_centre.name", request.service_centre().name(),
                                 ServiceCentre::kNamePattern);
  command.facts = FactsOf(violations, request.service_centre());
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<SummarizeServiceCentresQuery> FromProto(
    const v1::SummarizeServiceCentresRequest& request, const rpc::Call& call) {
  error::Violations violations;
  SummarizeServiceCentresQuery query;
  query.over = ScopeQueryOf(violations, call, request);
  query.in_use_on = rpc::RequiredDate(violations, "in_use_on", request.in_use_on());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

v1::ServiceCentre ToProto(const Record<ServiceCentre>& centre) {
  v1::ServiceCentre proto;
  rpc::SetRecorded(centre, proto);
  const ServiceCentre& facts = centre.facts;
  proto.set_village(VillageName(facts.village_code));
  proto.set_display_name(facts.display_name);
  *proto.mutable_in_use_since() = rpc::ToProto(facts.in_use_since);
  if (facts.in_use_until) *proto.mutable_in_use_until() = rpc::ToProto(*facts.in_use_until);
  for (const CentreFunction function : facts.functions) {
    proto.add_functions(static_cast<v1::CentreFunction>(function));
  }
  proto.set_floor_area_dm2(facts.floor_area_dm2);
  proto.set_data_origin(static_cast<type::v1::DataOrigin>(facts.data_origin));
  return proto;
}

v1::ListServiceCentresResponse ToProto(const records::Page<ServiceCentre>& page,
                                       const v1::ListServiceCentresRequest& request) {
  v1::ListServiceCentresResponse response;
  for (const auto& centre : page.records) *response.add_service_centres() = ToProto(centre);
  rpc::SetPage(page, request, response);
  return response;
}

v1::SummarizeServiceCentresResponse ToProto(const CentreSummary& summary) {
  v1::SummarizeServiceCentresResponse response;
  for (const CentreSummary::Row& row : summary.rows) {
    v1::ServiceCentreSummaryRow& proto = *response.add_rows();
    proto.set_village(VillageName(row.village_code));
    for (const std::string& id : row.centres) {
      proto.add_service_centres(records::NameOf<ServiceCentre>(id));
    }
    SetOrigin(row, proto);
  }
  response.set_centres(summary.centres);
  SetSummary(summary, response);
  return response;
}

}  // namespace cobuild::registry
