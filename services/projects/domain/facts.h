// The kinds of facts that projects keeps as records (common/records), all of them in memory, and
// where each is.
#pragma once

#include <string>
#include <string_view>

#include "common/records/record.h"
#include "common/records/shelf.h"
#include "common/records/standing.h"
#include "common/records/state.h"
#include "common/scope/places.h"
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
class Projects : public records::State<Shelves> {
 public:
  // Where a record is, as common/records/places.h asks. Imports and promoted models are nowhere:
  // the projects of an import are rows of their own, and models are the whole programme's.

  // In the villages and at the sponsor that this state of it says.
  scope::Places PlacesOf(std::string_view id, const Project& project) const;
  // What belongs to a project is where that is now, whatever it was when this was recorded.
  scope::Places PlacesOf(std::string_view id, const Milestone& milestone) const;
  scope::Places PlacesOf(std::string_view id, const Release& release) const;
  scope::Places PlacesOf(std::string_view id, const Evidence& evidence) const;
  scope::Places PlacesOf(std::string_view id, const Decision& decision) const;
  // In the division whose code its prefix is, or the nearest one above; nowhere when it is shorter
  // than a province's.
  scope::Places PlacesOf(std::string_view id, const Procedure& procedure) const;

 private:
  scope::Places PlacesOfProject(std::string_view project) const;
};

}  // namespace cobuild::projects
