// Projects in memory, kept up with the store: what every read is answered from and every rule
// decides on.
#pragma once

#include "common/records/live.h"
#include "services/projects/domain/facts.h"
#include "services/projects/store/store.h"

namespace cobuild::projects {

using records::ChangeRequest;
using LiveProjects = records::Live<Projects, Store>;

}  // namespace cobuild::projects
