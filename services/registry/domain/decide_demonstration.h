// When a demonstration may be created, stated anew and withdrawn, and an event of it be recorded.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/registry/domain/registry.h"

namespace cobuild::registry {

// DEMONSTRATION_EXISTS, VILLAGE_NOT_FOUND (on the first day) with the first that is missing.
absl::StatusOr<Record<Demonstration>> DecideCreateDemonstration(const Registry& registry,
                                                                const scope::Reach& reach,
                                                                const std::string& id,
                                                                const Demonstration& facts);

// DEMONSTRATION_NOT_FOUND, ETAG_MISMATCH, VILLAGE_NOT_FOUND (on the first day) with the first that
// is missing.
absl::StatusOr<Record<Demonstration>> DecideUpdateDemonstration(const Registry& registry,
                                                                const scope::Reach& reach,
                                                                const std::string& id,
                                                                const std::string& etag,
                                                                const Demonstration& facts);

// DEMONSTRATION_NOT_FOUND, ETAG_MISMATCH, DEMONSTRATION_HAS_EVENTS.
absl::StatusOr<Record<Demonstration>> DecideDeleteDemonstration(const Registry& registry,
                                                                const std::string& id,
                                                                const std::string& etag,
                                                                const std::string& reason);

// DEMONSTRATION_NOT_FOUND, DEMONSTRATION_EVENT_EXISTS. `id` is the part after the demonstration's.
absl::StatusOr<Record<DemonstrationEvent>> DecideRecordDemonstrationEvent(
    const Registry& registry, const scope::Reach& reach, const std::string& id,
    const DemonstrationEvent& facts);

// DEMONSTRATION_EVENT_NOT_FOUND, ETAG_MISMATCH.
absl::StatusOr<Record<DemonstrationEvent>> DecideVoidDemonstrationEvent(const Registry& registry,
                                                                        const std::string& id,
                                                                        const std::string& etag,
                                                                        const std::string& reason);

}  // namespace cobuild::registry
