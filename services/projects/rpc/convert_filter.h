// The filter of reads of projects between the wire and the domain.
#pragma once

#include "cobuild/projects/v1/project.pb.h"
#include "common/error/error.h"
#include "services/projects/domain/filter.h"

namespace cobuild::projects {

// Under "filter.".
ProjectFilter FilterOf(error::Violations& violations, const v1::ProjectFilter& proto);

}  // namespace cobuild::projects
