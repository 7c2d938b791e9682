// When a service centre may be created, stated anew and withdrawn, and a work on it be recorded.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/registry/domain/registry.h"

namespace cobuild::registry {

// SERVICE_CENTRE_EXISTS, VILLAGE_NOT_FOUND (on the first day in use).
absl::StatusOr<Record<ServiceCentre>> DecideCreateServiceCentre(const Registry& registry,
                                                                const scope::Reach& reach,
                                                                const std::string& id,
                                                                const ServiceCentre& facts);

// SERVICE_CENTRE_NOT_FOUND, ETAG_MISMATCH, VILLAGE_NOT_FOUND (on the first day in use).
absl::StatusOr<Record<ServiceCentre>> DecideUpdateServiceCentre(const Registry& registry,
                                                                const scope::Reach& reach,
                                                                const std::string& id,
                                                                const std::string& etag,
                                                                const ServiceCentre& facts);

// SERVICE_CENTRE_NOT_FOUND, ETAG_MISMATCH, SERVICE_CENTRE_HAS_WORKS.
absl::StatusOr<Record<ServiceCentre>> DecideDeleteServiceCentre(const Registry& registry,
                                                                const std::string& id,
                                                                const std::string& etag,
                                                                const std::string& reason);

// SERVICE_CENTRE_NOT_FOUND, CENTRE_WORK_EXISTS. `id` is the part after the centre's.
absl::StatusOr<Record<CentreWork>> DecideRecordCentreWork(const Registry& registry,
                                                          const scope::Reach& reach,
                                                          const std::string& id,
                                                          const CentreWork& facts);

// CENTRE_WORK_NOT_FOUND, ETAG_MISMATCH. The work stays with its centre.
absl::StatusOr<Record<CentreWork>> DecideCorrectCentreWork(const Registry& registry,
                                                           const std::string& id,
                                                           const std::string& etag,
                                                           const CentreWork& facts);

// CENTRE_WORK_NOT_FOUND, ETAG_MISMATCH.
absl::StatusOr<Record<CentreWork>> DecideVoidCentreWork(const Registry& registry,
                                                        const std::string& id,
                                                        const std::string& etag,
                                                        const std::string& reason);

}  // namespace cobuild::registry
