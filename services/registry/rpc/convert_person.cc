#include "services/registry/rpc/convert_person.h"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "common/rpc/record_message.h"
#include "common/rpc/record_requests.h"

namespace cobuild::registry {
namespace {

constexpr int kMaxExternalRefs = 10;
constexpr size_t kMaxExternalIdCharacters = 100;
constexpr size_t kMaxPersonNameCharacters = 50;
constexpr size_t kMaxNumberCharacters = 20;
constexpr std::string_view kPhoneCharacters = "0123456789+- ";
constexpr std::string_view kIdNumberCharacters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

// The domain's numbers are the proto's.
static_assert(static_cast<int>(Sex::kNotGiven) == v1::SEX_UNSPECIFIED);
static_assert(static_cast<int>(Sex::kMale) == v1::MALE);
static_assert(static_cast<int>(Sex::kFemale) == v1::FEMALE);

// The violation does not repeat the value, which is personal.
std::string NumberOf(error::Violations& violations, std::string_view field,
                     const std::string& value, std::string_view allowed) {
  if (value.find_first_not_of(allowed) != std::string::npos) {
    violations.Add(std::string(field), "MALFORMED", fmt::format("only of \"{}\"", allowed));
  }
  return rpc::OptionalText(violations, field, value, kMaxNumberCharacters);
}

PersonalData PersonalDataOf(error::Violations& violations, const v1::PersonalData& proto) {
  PersonalData data;
  data.display_name = rpc::RequiredText(violations, "person.personal_data.display_name",
                                        proto.display_name(), kMaxPersonNameCharacters);
  data.sex =
      static_cast<Sex>(rpc::OptionalEnum(violations, "person.personal_data.sex", proto.sex()));
  data.birth_date =
      rpc::OptionalDate(violations, "person.personal_data.birth_date", proto.birth_date());
  data.phone = NumberOf(violations, "person.personal_data.phone", proto.phone(), kPhoneCharacters);
  data.id_number = NumberOf(violations, "person.personal_data.id_number", proto.id_number(),
                            kIdNumberCharacters);
  return data;
}

ExternalRef RefOf(error::Violations& violations, const std::string& field,
                  const v1::ExternalRef& proto) {
  return {rpc::RequiredId(violations, field + ".system", proto.system()),
          rpc::RequiredText(violations, field + ".id", proto.id(), kMaxExternalIdCharacters)};
}

std::vector<ExternalRef> RefsOf(error::Violations& violations, const v1::Person& proto) {
  constexpr std::string_view kField = "person.external_refs";
  rpc::RequireAtMost(violations, kField, proto.external_refs_size(), kMaxExternalRefs);
  std::vector<ExternalRef> refs;
  std::set<std::string> systems;
  for (int i = 0; i < proto.external_refs_size() && i < kMaxExternalRefs; ++i) {
    const std::string field = rpc::ElementOf(kField, i);
    refs.push_back(RefOf(violations, field, proto.external_refs(i)));
    if (!systems.insert(refs.back().system).second) {
      violations.Add(field + ".system", "DUPLICATE", "one key for each system");
    }
  }
  return refs;
}

Person FactsOf(error::Violations& violations, const v1::Person& proto) {
  Person facts;
  facts.organization = rpc::OptionalName(violations, "person.organization", proto.organization(),
                                         Organization::kNamePattern);
  facts.data_origin = static_cast<DataOrigin>(
      rpc::RequiredEnum(violations, "person.data_origin", proto.data_origin()));
  facts.external_refs = RefsOf(violations, proto);
  return facts;
}

void SetPersonalData(const PersonalData& data, v1::PersonalData& proto) {
  proto.set_display_name(data.display_name);
  proto.set_sex(static_cast<v1::Sex>(data.sex));
  if (data.birth_date) *proto.mutable_birth_date() = rpc::ToProto(*data.birth_date);
  proto.set_phone(data.phone);
  proto.set_id_number(data.id_number);
}

}  // namespace

absl::StatusOr<CreatePersonCommand> FromProto(const v1::CreatePersonRequest& request) {
  error::Violations violations;
  CreatePersonCommand command;
  command.id = rpc::OptionalId(violations, "person_id", request.person_id());
  command.facts = FactsOf(violations, request.person());
  command.personal_data = PersonalDataOf(violations, request.person().personal_data());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<ListPeopleQuery> FromProto(const v1::ListPeopleRequest& request,
                                          const rpc::Call& call) {
  error::Violations violations;
  ListPeopleQuery query;
  query.list = rpc::ListQueryOf(violations, call, request);
  query.organization = rpc::OptionalName(violations, "organization", request.organization(),
                                         Organization::kNamePattern);
  query.list.key = request.organization();
  if (request.has_external_ref()) {
    query.external_ref = RefOf(violations, "external_ref", request.external_ref());
    query.list.key = KeyOf(*query.external_ref);
  }
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

absl::StatusOr<UpdatePersonCommand> FromProto(const v1::UpdatePersonRequest& request) {
  error::Violations violations;
  UpdatePersonCommand command;
  command.id =
      rpc::RequiredName(violations, "person.name", request.person().name(), Person::kNamePattern);
  command.facts = FactsOf(violations, request.person());
  if (request.person().has_personal_data()) {
    command.personal_data = PersonalDataOf(violations, request.person().personal_data());
  }
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

v1::Person ToProto(const Record<Person>& person) {
  v1::Person proto;
  rpc::SetRecorded(person, proto);
  const Person& facts = person.facts;
  if (!facts.organization.empty()) {
    proto.set_organization(records::NameOf<Organization>(facts.organization));
  }
  proto.set_data_origin(static_cast<type::v1::DataOrigin>(facts.data_origin));
  for (const ExternalRef& ref : facts.external_refs) {
    v1::ExternalRef* added = proto.add_external_refs();
    added->set_system(ref.system);
    added->set_id(ref.id);
  }
  return proto;
}

v1::Person ToProto(const KnownPerson& person, Shown shown) {
  v1::Person proto = ToProto(person.record);
  if (!person.personal_data) return proto;
  const bool masked = shown == Shown::kMasked;
  SetPersonalData(masked ? Masked(*person.personal_data) : *person.personal_data,
                  *proto.mutable_personal_data());
  proto.set_masked(masked);
  return proto;
}

}  // namespace cobuild::registry
