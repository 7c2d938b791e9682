#include "services/registry/rpc/convert_organization.h"

#include <utility>

#include "common/rpc/record_message.h"
#include "common/rpc/record_requests.h"
#include "services/registry/domain/names.h"

namespace cobuild::registry {
namespace {

// The domain's numbers are the proto's.
static_assert(static_cast<int>(OrganizationKind::kMunicipalUnit) == v1::MUNICIPAL_UNIT);
static_assert(static_cast<int>(OrganizationKind::kOther) == v1::OTHER_ORGANIZATION);

Organization FactsOf(error::Violations& violations, const v1::Organization& proto) {
  Organization facts;
  facts.display_name = rpc::RequiredText(violations, "organization.display_name",
                                         proto.display_name(), rpc::kMaxNameCharacters);
  facts.kind = static_cast<OrganizationKind>(
      rpc::RequiredEnum(violations, "organization.kind", proto.kind()));
  facts.division_code =
      rpc::OptionalCodeName(violations, "organization.division", proto.division(), "divisions");
  facts.data_origin = static_cast<DataOrigin>(
      rpc::RequiredEnum(violations, "organization.data_origin", proto.data_origin()));
  return facts;
}

}  // namespace

absl::StatusOr<CreateOrganizationCommand> FromProto(const v1::CreateOrganizationRequest& request) {
  error::Violations violations;
  CreateOrganizationCommand command;
  command.id = rpc::OptionalId(violations, "organization_id", request.organization_id());
  command.facts = FactsOf(violations, request.organization());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<ListOrganizationsQuery> FromProto(const v1::ListOrganizationsRequest& request,
                                                 const rpc::Call& call) {
  error::Violations violations;
  ListOrganizationsQuery query;
  query.list = rpc::ListQueryOf(violations, call, request);
  rpc::OptionalEnum(violations, "kind", request.kind());
  if (request.kind() != v1::ORGANIZATION_KIND_UNSPECIFIED) {
    query.kind = static_cast<OrganizationKind>(request.kind());
  }
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

absl::StatusOr<UpdateOrganizationCommand> FromProto(const v1::UpdateOrganizationRequest& request) {
  error::Violations violations;
  UpdateOrganizationCommand command;
  command.id = rpc::RequiredName(violations, "organization.name", request.organization().name(),
                                 Organization::kNamePattern);
  command.facts = FactsOf(violations, request.organization());
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

v1::Organization ToProto(const Record<Organization>& organization) {
  v1::Organization proto;
  rpc::SetRecorded(organization, proto);
  const Organization& facts = organization.facts;
  proto.set_display_name(facts.display_name);
  proto.set_kind(static_cast<v1::OrganizationKind>(facts.kind));
  if (!facts.division_code.empty()) proto.set_division(DivisionName(facts.division_code));
  proto.set_data_origin(static_cast<type::v1::DataOrigin>(facts.data_origin));
  return proto;
}

v1::ListOrganizationsResponse ToProto(const records::Page<Organization>& page,
                                      const v1::ListOrganizationsRequest& request) {
  v1::ListOrganizationsResponse response;
  for (const auto& organization : page.records) {
    *response.add_organizations() = ToProto(organization);
  }
  rpc::SetPage(page, request, response);
  return response;
}

}  // namespace cobuild::registry
