// When a village may enter a category, and when it may leave it.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/base/digest.h"
#include "services/registry/domain/registry.h"
#include "services/registry/domain/village.h"

namespace cobuild::registry {

struct OpenCategoryCommand {
  std::string village_code;
  Category category = Category::kWeakOrganisation;
  base::Date entered_date;
  std::string basis;
  DataOrigin data_origin = DataOrigin::kRecorded;
};

struct GraduateCategoryCommand {
  std::string village_code;
  base::Date graduated_date;
  std::string evidence;
};

base::Digest DigestOf(const OpenCategoryCommand& command);
base::Digest DigestOf(const GraduateCategoryCommand& command);

// The episode to record. In this order: VILLAGE_NOT_FOUND (on the day of entry),
// CATEGORY_ALREADY_OPEN, EPISODE_OVERLAPS (an earlier episode ends after the day of entry).
absl::StatusOr<Episode> DecideOpenCategory(const Registry& registry, const scope::Reach& reach,
                                           const OpenCategoryCommand& command);

// The episode's next state. In this order: VILLAGE_NOT_FOUND (on any day), CATEGORY_NOT_OPEN,
// GRADUATED_BEFORE_ENTERED (it would not last a day).
absl::StatusOr<Episode> DecideGraduateCategory(const Registry& registry, const scope::Reach& reach,
                                               const GraduateCategoryCommand& command);

}  // namespace cobuild::registry
