// The use cases of people, named as their RPCs. What is personal goes through the sealer into the
// store and back, in the same transaction as the person's record, and is nowhere else.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/records/use_cases.h"
#include "services/registry/app/live_registry.h"
#include "services/registry/store/personal_data_sealer.h"

namespace cobuild::registry {

// What the use cases work with. All of it outlives them.
struct People {
  LiveRegistry& live;
  Store& store;
  const PersonalDataSealer& sealer;
};

struct KnownPerson {
  Record<Person> record;
  std::optional<PersonalData> personal_data;  // in clear; nullopt once they are erased
};

struct CreatePersonCommand {
  std::string id;  // "" for one that is made up
  Person facts;
  PersonalData personal_data;
};

struct UpdatePersonCommand {
  std::string id;
  Person facts;
  std::optional<PersonalData> personal_data;  // nullopt: they stay as they are
  std::string etag;
};

// Refusals: REQUEST_ID_REUSED, then those of DecideCreatePerson and its like.
absl::StatusOr<KnownPerson> CreatePerson(People& people, ChangeRequest change,
                                         const CreatePersonCommand& command);
// Beside those, PERSONAL_DATA_UNREADABLE after the change, where they stay as they are.
absl::StatusOr<KnownPerson> UpdatePerson(People& people, ChangeRequest change,
                                         const UpdatePersonCommand& command);
// Erases the personal data, every state of them.
absl::StatusOr<KnownPerson> DeletePerson(People& people, ChangeRequest change,
                                         const records::VoidCommand& command);

// Whether `reach` sees the person.
bool IsWithin(const People& people, const Record<Person>& person, const scope::Reach& reach);

// PERSON_NOT_FOUND, PERSONAL_DATA_UNREADABLE.
absl::StatusOr<KnownPerson> GetPerson(People& people, const records::GetQuery& query);

struct ListPeopleQuery {
  records::ListQuery list;   // its key is the organization's name or the external key
  std::string organization;  // id; "" for all
  std::optional<ExternalRef> external_ref;
};

struct PeoplePage {
  records::Page<Person> page;
  std::vector<KnownPerson> people;  // those of the page
};

// PERSONAL_DATA_UNREADABLE.
absl::StatusOr<PeoplePage> ListPeople(People& people, const ListPeopleQuery& query);

}  // namespace cobuild::registry
