// When a person may be created, stated anew and withdrawn.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/registry/domain/registry.h"

namespace cobuild::registry {

// PERSON_EXISTS, ORGANIZATION_NOT_FOUND, OUT_OF_SCOPE, EXTERNAL_REF_TAKEN.
absl::StatusOr<Record<Person>> DecideCreatePerson(const Registry& registry,
                                                  const scope::Reach& reach, const std::string& id,
                                                  const Person& facts);

// PERSON_NOT_FOUND, ETAG_MISMATCH, ORGANIZATION_NOT_FOUND, OUT_OF_SCOPE, EXTERNAL_REF_TAKEN.
absl::StatusOr<Record<Person>> DecideUpdatePerson(const Registry& registry,
                                                  const scope::Reach& reach, const std::string& id,
                                                  const std::string& etag, const Person& facts);

// PERSON_NOT_FOUND, ETAG_MISMATCH, PERSON_IN_USE.
absl::StatusOr<Record<Person>> DecideDeletePerson(const Registry& registry, const std::string& id,
                                                  const std::string& etag,
                                                  const std::string& reason);

}  // namespace cobuild::registry
