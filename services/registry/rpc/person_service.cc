#include "services/registry/rpc/person_service.h"

#include <functional>

#include "common/base/status_macros.h"
#include "common/rpc/principal.h"
#include "common/rpc/record_requests.h"
#include "services/registry/rpc/convert_person.h"
#include "services/registry/rpc/convert_request.h"
#include "services/registry/rpc/methods.h"

namespace cobuild::registry {
namespace {

// The one place where it is decided who sees personal data in clear: whoever has that permission
// where the person is. That the caller sees the person at all has been decided before.
v1::Person ToProto(const People& people, const rpc::Call& call, const KnownPerson& person) {
  const scope::Reach in_clear = rpc::ReachOf(call.principal(), kRevealPersonalData);
  return ToProto(person,
                 IsWithin(people, person.record, in_clear) ? Shown::kInClear : Shown::kMasked);
}

absl::StatusOr<v1::Person> HandleCreatePerson(People& people, rpc::Call& call,
                                              const v1::CreatePersonRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const CreatePersonCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const KnownPerson person,
                           CreatePerson(people, ChangeOf(call, request), command));
  return ToProto(people, call, person);
}

absl::StatusOr<v1::Person> HandleGetPerson(People& people, rpc::Call& call,
                                           const v1::GetPersonRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query, rpc::GetQueryOf<Person>(call, request));
  COBUILD_ASSIGN_OR_RETURN(const KnownPerson person, GetPerson(people, query));
  return ToProto(people, call, person);
}

absl::StatusOr<v1::ListPeopleResponse> HandleListPeople(People& people, rpc::Call& call,
                                                        const v1::ListPeopleRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListPeopleQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const PeoplePage page, ListPeople(people, query));
  v1::ListPeopleResponse response;
  for (const KnownPerson& person : page.people) {
    *response.add_people() = ToProto(people, call, person);
  }
  rpc::SetPage(page.page, request, response);
  return response;
}

absl::StatusOr<v1::Person> HandleUpdatePerson(People& people, rpc::Call& call,
                                              const v1::UpdatePersonRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const UpdatePersonCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const KnownPerson person,
                           UpdatePerson(people, ChangeOf(call, request), command));
  return ToProto(people, call, person);
}

absl::StatusOr<v1::Person> HandleDeletePerson(People& people, rpc::Call& call,
                                              const v1::DeletePersonRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::VoidCommand command, rpc::VoidCommandOf<Person>(request));
  COBUILD_ASSIGN_OR_RETURN(const KnownPerson person,
                           DeletePerson(people, ChangeOf(call, request), command));
  return ToProto(people, call, person);
}

}  // namespace

void RegisterPersonService(rpc::Router& router, People& people) {
  const auto with = [&people](auto handler) { return std::bind_front(handler, std::ref(people)); };
  router.Unary<v1::CreatePersonRequest, v1::Person>(kCreatePerson, with(HandleCreatePerson));
  router.Unary<v1::GetPersonRequest, v1::Person>(kGetPerson, with(HandleGetPerson));
  router.Unary<v1::ListPeopleRequest, v1::ListPeopleResponse>(kListPeople, with(HandleListPeople));
  router.Unary<v1::UpdatePersonRequest, v1::Person>(kUpdatePerson, with(HandleUpdatePerson));
  router.Unary<v1::DeletePersonRequest, v1::Person>(kDeletePerson, with(HandleDeletePerson));
}

}  // namespace cobuild::registry
