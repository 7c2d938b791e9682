// Projects in memory, kept up with the store: what every read is answered from and every rule
// decides on.
#pragma once

#include <string_view>

#include "common/records/live.h"
#include "common/records/places.h"
#include "services/projects/domain/errors.h"
#include "services/projects/domain/facts.h"
#include "services/projects/store/store.h"

namespace cobuild::projects {

using records::ChangeRequest;
using LiveProjects = records::Live<Projects, Store>;

// What a change names, with how it is refused where it is not there. The id outlives it.
inline records::Names<Project> NamedProject(std::string_view id) { return {id, kProjectNotFound}; }
inline records::Names<Milestone> NamedMilestone(std::string_view id) {
  return {id, kMilestoneNotFound};
}

}  // namespace cobuild::projects
