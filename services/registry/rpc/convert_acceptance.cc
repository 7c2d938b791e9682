#include "services/registry/rpc/convert_acceptance.h"

#include <utility>

#include "common/rpc/record_message.h"
#include "common/rpc/record_requests.h"
#include "services/registry/domain/names.h"
#include "services/registry/rpc/convert_days.h"

namespace cobuild::registry {
namespace {

constexpr size_t kMaxEvidenceCharacters = 500;

// The domain's numbers are the proto's.
static_assert(static_cast<int>(AcceptanceLevel::kVillage) == v1::ACCEPTANCE_LEVEL_VILLAGE);
static_assert(static_cast<int>(AcceptanceLevel::kMunicipal) == v1::ACCEPTANCE_LEVEL_MUNICIPAL);
static_assert(static_cast<int>(AcceptanceResult::kPassed) == v1::ACCEPTANCE_PASSED);
static_assert(static_cast<int>(AcceptanceResult::kFailed) == v1::ACCEPTANCE_FAILED);

VillageAcceptance FactsOf(error::Violations& violations, const v1::VillageAcceptance& proto) {
  VillageAcceptance facts;
  facts.village_code =
      rpc::RequiredCodeName(violations, "acceptance.village", proto.village(), "villages");
  facts.subject = rpc::RequiredId(violations, "acceptance.subject", proto.subject());
  facts.level = static_cast<AcceptanceLevel>(
      rpc::RequiredEnum(violations, "acceptance.level", proto.level()));
  facts.result = static_cast<AcceptanceResult>(
      rpc::RequiredEnum(violations, "acceptance.result", proto.result()));
  facts.acceptance_date =
      rpc::RequiredDate(violations, "acceptance.acceptance_date", proto.acceptance_date());
  facts.evidence = rpc::RequiredText(violations, "acceptance.evidence", proto.evidence(),
                                     kMaxEvidenceCharacters);
  facts.data_origin = static_cast<DataOrigin>(
      rpc::RequiredEnum(violations, "acceptance.data_origin", proto.data_origin()));
  return facts;
}

}  // namespace

absl::StatusOr<RecordAcceptanceCommand> FromProto(
    const v1::RecordVillageAcceptanceRequest& request) {
  error::Violations violations;
  RecordAcceptanceCommand command;
  command.id = rpc::OptionalId(violations, "acceptance_id", request.acceptance_id());
  command.facts = FactsOf(violations, request.acceptance());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<ListAcceptancesQuery> FromProto(const v1::ListVillageAcceptancesRequest& request,
                                               const rpc::Call& call) {
  error::Violations violations;
  ListAcceptancesQuery query;
  query.list = rpc::ListQueryOf(violations, call, request);
  rpc::OptionalCodeName(violations, "village", request.village(), "villages");
  query.list.key = request.village();
  query.subject = rpc::OptionalId(violations, "subject", request.subject());
  if (rpc::OptionalEnum(violations, "level", request.level()) != v1::ACCEPTANCE_LEVEL_UNSPECIFIED) {
    query.level = static_cast<AcceptanceLevel>(request.level());
  }
  if (rpc::OptionalEnum(violations, "result", request.result()) !=
      v1::ACCEPTANCE_RESULT_UNSPECIFIED) {
    query.result = static_cast<AcceptanceResult>(request.result());
  }
  query.days = DaysOf(violations, request);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

v1::VillageAcceptance ToProto(const Record<VillageAcceptance>& acceptance) {
  v1::VillageAcceptance proto;
  rpc::SetRecorded(acceptance, proto);
  const VillageAcceptance& facts = acceptance.facts;
  proto.set_village(VillageName(facts.village_code));
  proto.set_subject(facts.subject);
  proto.set_level(static_cast<v1::AcceptanceLevel>(facts.level));
  proto.set_result(static_cast<v1::AcceptanceResult>(facts.result));
  *proto.mutable_acceptance_date() = rpc::ToProto(facts.acceptance_date);
  proto.set_evidence(facts.evidence);
  proto.set_data_origin(static_cast<type::v1::DataOrigin>(facts.data_origin));
  return proto;
}

v1::ListVillageAcceptancesResponse ToProto(const records::Page<VillageAcceptance>& page,
                                           const v1::ListVillageAcceptancesRequest& request) {
  v1::ListVillageAcceptancesResponse response;
  for (const auto& acceptance : page.records) *response.add_acceptances() = ToProto(acceptance);
  rpc::SetPage(page, request, response);
  return response;
}

}  // namespace cobuild::registry
