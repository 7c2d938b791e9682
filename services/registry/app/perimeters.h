// The use cases of perimeters, named as their RPCs. The villages of one are ListVillages with its
// id.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/records/use_cases.h"
#include "services/registry/app/live_registry.h"

namespace cobuild::registry {

struct CreatePerimeterCommand {
  std::string id;  // "" for one that is made up
  Perimeter facts;
};

struct UpdatePerimeterCommand {
  std::string id;
  Perimeter facts;
  std::string etag;
};

// Refusals: REQUEST_ID_REUSED, then those of DecideCreatePerimeter and its like.
absl::StatusOr<Record<Perimeter>> CreatePerimeter(LiveRegistry& live, ChangeRequest change,
                                                  const CreatePerimeterCommand& command);
absl::StatusOr<Record<Perimeter>> UpdatePerimeter(LiveRegistry& live, ChangeRequest change,
                                                  const UpdatePerimeterCommand& command);

// PERIMETER_NOT_FOUND
absl::StatusOr<Record<Perimeter>> GetPerimeter(const LiveRegistry& live,
                                               const records::GetQuery& query);

absl::StatusOr<records::Page<Perimeter>> ListPerimeters(const LiveRegistry& live,
                                                        const records::ListQuery& query);

}  // namespace cobuild::registry
