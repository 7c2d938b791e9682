#include "services/registry/rpc/convert_posting.h"

#include <utility>

#include "common/rpc/record_message.h"
#include "common/rpc/record_requests.h"
#include "services/registry/domain/names.h"

namespace cobuild::registry {
namespace {

constexpr size_t kMaxDescriptionCharacters = 200;

// The domain's numbers are the proto's.
static_assert(static_cast<int>(PostingRole::kFirstSecretary) == v1::FIRST_SECRETARY);
static_assert(static_cast<int>(PostingRole::kCommitteeMember) == v1::COMMITTEE_MEMBER);
static_assert(static_cast<int>(Lodging::kNotStated) == v1::LODGING_UNSPECIFIED);
static_assert(static_cast<int>(Lodging::kGiven) == v1::LODGING_GIVEN);

PostingSupport SupportOf(error::Violations& violations, const v1::PostingSupport& proto) {
  PostingSupport support;
  support.lodging = static_cast<Lodging>(
      rpc::OptionalEnum(violations, "posting.support.lodging", proto.lodging()));
  support.lodging_description =
      rpc::OptionalText(violations, "posting.support.lodging_description",
                        proto.lodging_description(), kMaxDescriptionCharacters);
  if (support.lodging != Lodging::kGiven && !support.lodging_description.empty()) {
    violations.Add("posting.support.lodging_description", "CONTRADICTION",
                   "only of lodging that is given");
  }
  support.equipment = rpc::OptionalText(violations, "posting.support.equipment", proto.equipment(),
                                        kMaxDescriptionCharacters);
  support.reception_service = proto.reception_service();
  support.coordination_service = proto.coordination_service();
  support.living_service = proto.living_service();
  return support;
}

void ReadPlace(error::Violations& violations, const v1::Posting& proto, Posting& facts) {
  if (proto.division().empty()) {
    facts.village_code =
        rpc::RequiredCodeName(violations, "posting.village", proto.village(), "villages");
    return;
  }
  facts.division_code =
      rpc::OptionalCodeName(violations, "posting.division", proto.division(), "divisions");
  if (!proto.village().empty()) {
    violations.Add("posting.division", "CONTRADICTION", "a village or a division, not both");
  }
}

v1::PostingSupport ToProto(const PostingSupport& support) {
  v1::PostingSupport proto;
  proto.set_lodging(static_cast<v1::Lodging>(support.lodging));
  proto.set_lodging_description(support.lodging_description);
  proto.set_equipment(support.equipment);
  proto.set_reception_service(support.reception_service);
  proto.set_coordination_service(support.coordination_service);
  proto.set_living_service(support.living_service);
  return proto;
}

// The narrowest of the filters that are set.
std::string NarrowestKey(const v1::ListPostingsRequest& request) {
  if (!request.person().empty()) return request.person();
  if (!request.village().empty()) return request.village();
  if (!request.division().empty()) return request.division();
  if (request.role() == v1::POSTING_ROLE_UNSPECIFIED) return "";
  return KeyOf(static_cast<PostingRole>(request.role()));
}

}  // namespace

absl::StatusOr<AssignPostingCommand> FromProto(const v1::AssignPostingRequest& request) {
  error::Violations violations;
  AssignPostingCommand command;
  const v1::Posting& proto = request.posting();
  Posting& facts = command.facts;
  command.id = rpc::OptionalId(violations, "posting_id", request.posting_id());
  facts.person =
      rpc::RequiredName(violations, "posting.person", proto.person(), Person::kNamePattern);
  facts.role =
      static_cast<PostingRole>(rpc::RequiredEnum(violations, "posting.role", proto.role()));
  ReadPlace(violations, proto, facts);
  facts.organization = rpc::OptionalName(violations, "posting.organization", proto.organization(),
                                         Organization::kNamePattern);
  facts.start_date = rpc::RequiredDate(violations, "posting.start_date", proto.start_date());
  if (proto.has_support()) facts.support = SupportOf(violations, proto.support());
  facts.data_origin = static_cast<DataOrigin>(
      rpc::RequiredEnum(violations, "posting.data_origin", proto.data_origin()));
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<EndPostingCommand> FromProto(const v1::EndPostingRequest& request) {
  error::Violations violations;
  EndPostingCommand command;
  command.id = rpc::RequiredName(violations, "name", request.name(), Posting::kNamePattern);
  command.end_date = rpc::RequiredDate(violations, "end_date", request.end_date());
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<ListPostingsQuery> FromProto(const v1::ListPostingsRequest& request,
                                            const rpc::Call& call) {
  error::Violations violations;
  ListPostingsQuery query;
  query.list = rpc::ListQueryOf(violations, call, request);
  query.list.key = NarrowestKey(request);
  query.village_code = rpc::OptionalCodeName(violations, "village", request.village(), "villages");
  query.division_code =
      rpc::OptionalCodeName(violations, "division", request.division(), "divisions");
  query.person = rpc::OptionalName(violations, "person", request.person(), Person::kNamePattern);
  rpc::OptionalEnum(violations, "role", request.role());
  if (request.role() != v1::POSTING_ROLE_UNSPECIFIED) {
    query.role = static_cast<PostingRole>(request.role());
  }
  query.active_on = rpc::OptionalDate(violations, "active_on", request.active_on());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

v1::Posting ToProto(const Record<Posting>& posting) {
  v1::Posting proto;
  rpc::SetRecorded(posting, proto);
  const Posting& facts = posting.facts;
  proto.set_person(records::NameOf<Person>(facts.person));
  proto.set_role(static_cast<v1::PostingRole>(facts.role));
  if (!facts.village_code.empty()) proto.set_village(VillageName(facts.village_code));
  if (!facts.division_code.empty()) proto.set_division(DivisionName(facts.division_code));
  if (!facts.organization.empty()) {
    proto.set_organization(records::NameOf<Organization>(facts.organization));
  }
  *proto.mutable_start_date() = rpc::ToProto(facts.start_date);
  if (facts.end_date) *proto.mutable_end_date() = rpc::ToProto(*facts.end_date);
  if (facts.support) *proto.mutable_support() = ToProto(*facts.support);
  proto.set_data_origin(static_cast<type::v1::DataOrigin>(facts.data_origin));
  return proto;
}

v1::ListPostingsResponse ToProto(const records::Page<Posting>& page,
                                 const v1::ListPostingsRequest& request) {
  v1::ListPostingsResponse response;
  for (const auto& posting : page.records) *response.add_postings() = ToProto(posting);
  rpc::SetPage(page, request, response);
  return response;
}

}  // namespace cobuild::registry
