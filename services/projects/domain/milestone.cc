#include "services/projects/domain/milestone.h"

#include "services/projects/domain/evidence.h"
#include "services/projects/domain/names.h"

namespace cobuild::projects {

std::vector<std::string> Evidence::Keys() const { return {ProjectName(project)}; }
std::vector<std::string> Milestone::Keys() const { return {ProjectName(project)}; }
std::vector<std::string> Release::Keys() const { return {ProjectName(project)}; }

}  // namespace cobuild::projects
