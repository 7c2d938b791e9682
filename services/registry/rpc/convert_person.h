// People between the wire and the domain. Every FromProto reports all wrong fields at once.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/person.pb.h"
#include "common/rpc/call.h"
#include "services/registry/app/people.h"

namespace cobuild::registry {

absl::StatusOr<CreatePersonCommand> FromProto(const v1::CreatePersonRequest& request);
absl::StatusOr<ListPeopleQuery> FromProto(const v1::ListPeopleRequest& request,
                                          const rpc::Call& call);
absl::StatusOr<UpdatePersonCommand> FromProto(const v1::UpdatePersonRequest& request);

// Whether the caller may see personal data as they are.
enum class Shown { kMasked, kInClear };

// Without personal data, as the feed has it.
v1::Person ToProto(const Record<Person>& person);
v1::Person ToProto(const KnownPerson& person, Shown shown);

}  // namespace cobuild::registry
