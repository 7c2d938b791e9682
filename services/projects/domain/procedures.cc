#include "services/projects/domain/procedures.h"

#include <utility>

#include "services/projects/domain/approval_errors.h"
#include "services/projects/domain/default_procedure.h"

namespace cobuild::projects {
namespace {

// By which of two that hold is in force: the greater one.
std::pair<size_t, base::Date> RankOf(const Procedure& procedure) {
  return {procedure.division_prefix.size(), procedure.effective_date};
}

}  // namespace

absl::StatusOr<Record<Procedure>> DecideCreateProcedure(const Projects& projects,
                                                        const std::string& id,
                                                        const Procedure& procedure) {
  if (id == kDefaultProcedureId) {
    return records::Exists(kProcedureExists, records::NameOf<Procedure>(id));
  }
  auto first = records::FirstOf(projects, id, procedure, kProcedureExists);
  if (!first.ok()) return first;
  std::string taken_by;
  projects.Of<Procedure>().VisitAfter("", projects.position(), [&](const Record<Procedure>& other) {
    if (other.facts.division_prefix == procedure.division_prefix &&
        other.facts.effective_date == procedure.effective_date) {
      taken_by = other.id;
    }
    return taken_by.empty();
  });
  if (!taken_by.empty()) return ProcedureDayTaken(taken_by);
  return first;
}

const Record<Procedure>* FindProcedure(const Projects& projects, std::string_view id,
                                       int64_t position) {
  if (id == kDefaultProcedureId) return &DefaultProcedure();
  return projects.Of<Procedure>().Find(id, position);
}

const Record<Procedure>& ProcedureInForce(const Projects& projects, std::string_view village_code,
                                          const base::Date& day, int64_t position) {
  const Record<Procedure>* in_force = &DefaultProcedure();
  projects.Of<Procedure>().VisitAfter("", position, [&](const Record<Procedure>& procedure) {
    const Procedure& facts = procedure.facts;
    const bool holds =
        village_code.starts_with(facts.division_prefix) && facts.effective_date <= day;
    if (holds && RankOf(in_force->facts) < RankOf(facts)) in_force = &procedure;
    return true;
  });
  return *in_force;
}

}  // namespace cobuild::projects
