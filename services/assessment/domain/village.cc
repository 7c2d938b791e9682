#include "services/assessment/domain/village.h"

namespace cobuild::assessment {

std::string_view NameOf(Category category) {
  switch (category) {
    case Category::kNone:
      return "";
    case Category::kWeakOrganisation:
      return "WEAK_ORGANISATION";
    case Category::kPoorEnvironment:
      return "POOR_ENVIRONMENT";
    case Category::kOldRevolutionaryBase:
      return "OLD_REVOLUTIONARY_BASE";
    case Category::kHollowEconomy:
      return "HOLLOW_ECONOMY";
  }
  return "";
}

}  // namespace cobuild::assessment
