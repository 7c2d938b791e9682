// When a person may be posted, and when a posting ends.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/registry/domain/registry.h"

namespace cobuild::registry {

// POSTING_EXISTS, PERSON_NOT_FOUND, VILLAGE_NOT_FOUND or DIVISION_NOT_FOUND (on the first day; a
// village is none), ORGANIZATION_NOT_FOUND, OUT_OF_SCOPE, POSTING_OVERLAPS (the person holds the
// role there on one of the days). `facts` have no end.
absl::StatusOr<Record<Posting>> DecideAssignPosting(const Registry& registry,
                                                    const scope::Reach& reach,
                                                    const std::string& id, const Posting& facts);

// POSTING_NOT_FOUND, ETAG_MISMATCH, POSTING_ENDED, ENDED_BEFORE_STARTED (it would not last a day).
absl::StatusOr<Record<Posting>> DecideEndPosting(const Registry& registry, const std::string& id,
                                                 const std::string& etag,
                                                 const base::Date& end_date);

// POSTING_NOT_FOUND, ETAG_MISMATCH.
absl::StatusOr<Record<Posting>> DecideVoidPosting(const Registry& registry, const std::string& id,
                                                  const std::string& etag,
                                                  const std::string& reason);

}  // namespace cobuild::registry
