#include "services/registry/rpc/convert_pairing.h"

#include <utility>

#include "common/rpc/record_message.h"
#include "common/rpc/record_requests.h"
#include "services/registry/domain/names.h"

namespace cobuild::registry {

absl::StatusOr<CreatePairingCommand> FromProto(const v1::CreatePairingRequest& request) {
  error::Violations violations;
  CreatePairingCommand command;
  const v1::Pairing& proto = request.pairing();
  command.id = rpc::OptionalId(violations, "pairing_id", request.pairing_id());
  command.facts.village_code =
      rpc::RequiredCodeName(violations, "pairing.village", proto.village(), "villages");
  command.facts.organization = rpc::RequiredName(violations, "pairing.organization",
                                                 proto.organization(), Organization::kNamePattern);
  command.facts.start_date =
      rpc::RequiredDate(violations, "pairing.start_date", proto.start_date());
  command.facts.data_origin = static_cast<DataOrigin>(
      rpc::RequiredEnum(violations, "pairing.data_origin", proto.data_origin()));
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<EndPairingCommand> FromProto(const v1::EndPairingRequest& request) {
  error::Violations violations;
  EndPairingCommand command;
  command.id = rpc::RequiredName(violations, "name", request.name(), Pairing::kNamePattern);
  command.end_date = rpc::RequiredDate(violations, "end_date", request.end_date());
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<ListPairingsQuery> FromProto(const v1::ListPairingsRequest& request,
                                            const rpc::Call& call) {
  error::Violations violations;
  ListPairingsQuery query;
  query.list = rpc::ListQueryOf(violations, call, request);
  query.village_code = rpc::OptionalCodeName(violations, "village", request.village(), "villages");
  query.organization = rpc::OptionalName(violations, "organization", request.organization(),
                                         Organization::kNamePattern);
  query.list.key = request.village().empty() ? request.organization() : request.village();
  query.active_on = rpc::OptionalDate(violations, "active_on", request.active_on());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

v1::Pairing ToProto(const Record<Pairing>& pairing) {
  v1::Pairing proto;
  rpc::SetRecorded(pairing, proto);
  const Pairing& facts = pairing.facts;
  proto.set_village(VillageName(facts.village_code));
  proto.set_organization(records::NameOf<Organization>(facts.organization));
  *proto.mutable_start_date() = rpc::ToProto(facts.start_date);
  if (facts.end_date) *proto.mutable_end_date() = rpc::ToProto(*facts.end_date);
  proto.set_data_origin(static_cast<type::v1::DataOrigin>(facts.data_origin));
  return proto;
}

v1::ListPairingsResponse ToProto(const records::Page<Pairing>& page,
                                 const v1::ListPairingsRequest& request) {
  v1::ListPairingsResponse response;
  for (const auto& pairing : page.records) *response.add_pairings() = ToProto(pairing);
  rpc::SetPage(page, request, response);
  return response;
}

}  // namespace cobuild::registry
