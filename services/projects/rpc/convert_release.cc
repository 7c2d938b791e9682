#include "services/projects/rpc/convert_release.h"

#include <utility>

#include "common/rpc/record_message.h"
#include "common/rpc/record_requests.h"

namespace cobuild::projects {

static_assert(static_cast<int>(ReleaseState::kDelivered) == v1::DELIVERED);

absl::StatusOr<ListReleasesQuery> FromProto(const v1::ListReleasesRequest& request,
                                            const rpc::Call& call) {
  error::Violations violations;
  ListReleasesQuery query;
  query.list = rpc::ListQueryOf(violations, call, request);
  rpc::OptionalName(violations, "project", request.project(), Project::kNamePattern);
  query.list.key = request.project();
  rpc::OptionalEnum(violations, "state", request.state());
  if (request.state() != v1::RELEASE_STATE_UNSPECIFIED) {
    query.state = static_cast<ReleaseState>(request.state());
  }
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

v1::Release ToProto(const Record<Release>& release) {
  v1::Release proto;
  rpc::SetRecorded(release, proto);
  const Release& facts = release.facts;
  proto.set_milestone(records::NameOf<Milestone>(facts.milestone));
  proto.set_instalment(static_cast<v1::Instalment>(facts.instalment));
  *proto.mutable_cap() = rpc::ToProto(facts.cap);
  proto.set_dossier_digest(base::ToHex(facts.dossier_digest));
  *proto.mutable_issued_date() = rpc::ToProto(facts.issued_date);
  proto.set_state(static_cast<v1::ReleaseState>(facts.state));
  proto.set_data_origin(static_cast<type::v1::DataOrigin>(facts.data_origin));
  return proto;
}

v1::ListReleasesResponse ToProto(const records::Page<Release>& page,
                                 const v1::ListReleasesRequest& request) {
  v1::ListReleasesResponse response;
  for (const auto& release : page.records) *response.add_releases() = ToProto(release);
  rpc::SetPage(page, request, response);
  return response;
}

}  // namespace cobuild::projects
