// Names of resources, other services' too, and of our enums' values as the API spells them.
#pragma once

#include <string>
#include <string_view>

#include "services/projects/domain/project.h"

namespace cobuild::projects {

std::string ProjectName(std::string_view id);
std::string VillageName(std::string_view code);
std::string OrganizationName(std::string_view id);
std::string CampaignName(std::string_view id);

std::string_view NameOf(ProjectCategory category);
std::string_view NameOf(DevelopmentModel model);
std::string_view NameOf(ProjectState state);
std::string_view NameOf(ProjectAction action);

}  // namespace cobuild::projects
