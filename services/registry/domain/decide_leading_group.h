// When a division may have a leading group, and when one is stated anew and dissolved.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/registry/domain/registry.h"

namespace cobuild::registry {

// LEADING_GROUP_EXISTS, DIVISION_NOT_FOUND (on the day on which it was established), OUT_OF_SCOPE,
// DIVISION_HAS_NO_GROUPS, OUTSIDE_TERM, PERSON_NOT_FOUND, LEADING_GROUP_OVERLAPS. `facts` have no
// end.
absl::StatusOr<Record<LeadingGroup>> DecideCreateLeadingGroup(const Registry& registry,
                                                              const scope::Reach& reach,
                                                              const std::string& id,
                                                              const LeadingGroup& facts);

// LEADING_GROUP_NOT_FOUND, ETAG_MISMATCH, LEADING_GROUP_ENDED, OUTSIDE_TERM, PERSON_NOT_FOUND. Of
// `facts` the division and the days are ignored.
absl::StatusOr<Record<LeadingGroup>> DecideUpdateLeadingGroup(const Registry& registry,
                                                              const scope::Reach& reach,
                                                              const std::string& id,
                                                              const std::string& etag,
                                                              const LeadingGroup& facts);

// LEADING_GROUP_NOT_FOUND, ETAG_MISMATCH, LEADING_GROUP_ENDED, ENDED_BEFORE_STARTED.
absl::StatusOr<Record<LeadingGroup>> DecideEndLeadingGroup(const Registry& registry,
                                                           const std::string& id,
                                                           const std::string& etag,
                                                           const base::Date& dissolved_date);

// LEADING_GROUP_NOT_FOUND, ETAG_MISMATCH.
absl::StatusOr<Record<LeadingGroup>> DecideVoidLeadingGroup(const Registry& registry,
                                                            const std::string& id,
                                                            const std::string& etag,
                                                            const std::string& reason);

}  // namespace cobuild::registry
