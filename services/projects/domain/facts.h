// The kinds of facts that projects keeps as records (common/records), and all of them in memory.
#pragma once

#include "common/records/record.h"
#include "common/records/shelf.h"
#include "common/records/standing.h"
#include "common/records/state.h"
#include "services/projects/domain/decision.h"
#include "services/projects/domain/evidence.h"
#include "services/projects/domain/import.h"
#include "services/projects/domain/milestone.h"
#include "services/projects/domain/model.h"
#include "services/projects/domain/procedure.h"
#include "services/projects/domain/project.h"

namespace cobuild::projects {

using records::Record;

using Shelves = records::Shelves<Project, PromotedModel, ProjectImport, Procedure, Decision,
                                 Evidence, Milestone, Release>;
using AnyFacts = Shelves::Any;
using Rows = records::Rows<AnyFacts>;

// What every read is answered from and every rule decides on.
using Projects = records::State<Shelves>;

}  // namespace cobuild::projects
