#include "services/projects/domain/names.h"

#include <array>

namespace cobuild::projects {
namespace {

// By number; 0 is no value.
constexpr std::array<std::string_view, 3> kCategories = {"", "ECONOMIC_DEVELOPMENT",
                                                         "INFRASTRUCTURE"};
constexpr std::array<std::string_view, 9> kModelNames = {"",
                                                         "INDUSTRY_LED",
                                                         "RESOURCE_DEVELOPMENT",
                                                         "RURAL_TOURISM",
                                                         "ASSET_OPERATION",
                                                         "INVESTMENT_ATTRACTION",
                                                         "ENTERPRISE_LED",
                                                         "SERVICE_INCOME",
                                                         "LAND_OPERATION"};
constexpr std::array<std::string_view, 12> kStates = {
    "",        "DRAFT",     "SUBMITTED", "RETURNED", "APPROVED", "REJECTED",
    "RUNNING", "SUSPENDED", "COMPLETED", "ACCEPTED", "CLOSED",   "CANCELLED"};
constexpr std::array<std::string_view, 12> kActions = {"",         "SUBMIT", "APPROVE", "RETURN",
                                                       "REJECT",   "START",  "SUSPEND", "RESUME",
                                                       "COMPLETE", "ACCEPT", "CLOSE",   "CANCEL"};

template <size_t size, class Enum>
std::string_view NameIn(const std::array<std::string_view, size>& names, Enum value) {
  return names.at(static_cast<size_t>(value));
}

}  // namespace

std::string ProjectName(std::string_view id) { return "projects/" + std::string(id); }
std::string VillageName(std::string_view code) { return "villages/" + std::string(code); }
std::string OrganizationName(std::string_view id) { return "organizations/" + std::string(id); }
std::string CampaignName(std::string_view id) { return "campaigns/" + std::string(id); }

std::string_view NameOf(ProjectCategory category) { return NameIn(kCategories, category); }
std::string_view NameOf(DevelopmentModel model) { return NameIn(kModelNames, model); }
std::string_view NameOf(ProjectState state) { return NameIn(kStates, state); }
std::string_view NameOf(ProjectAction action) { return NameIn(kActions, action); }

}  // namespace cobuild::projects
