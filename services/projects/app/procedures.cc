#include "services/projects/app/procedures.h"

#include "common/base/status_macros.h"
#include "services/projects/domain/approval_errors.h"
#include "services/projects/domain/procedures.h"

namespace cobuild::projects {

absl::StatusOr<Record<Procedure>> CreateProcedure(LiveProjects& live, ChangeRequest change,
                                                  const CreateProcedureCommand& command) {
  change.request.digest =
      records::DigestOf("projects.create_procedure.v1", command.id, command.procedure);
  const std::string id = records::IdOr(command.id, change.now);
  return records::RecordOne<Procedure>(live, change, [&](const Projects& projects) {
    return DecideCreateProcedure(projects, id, command.procedure);
  });
}

absl::StatusOr<Record<Procedure>> GetProcedure(const LiveProjects& live,
                                               const records::GetQuery& query) {
  return live.Read([&](const Projects& projects) -> absl::StatusOr<Record<Procedure>> {
    COBUILD_ASSIGN_OR_RETURN(const int64_t position, projects.PositionOf(query.known_at));
    const Record<Procedure>* procedure = FindProcedure(projects, query.id, position);
    if (procedure == nullptr) {
      return records::NotFound(kProcedureNotFound, records::NameOf<Procedure>(query.id));
    }
    return *procedure;
  });
}

absl::StatusOr<records::Page<Procedure>> ListProcedures(const LiveProjects& live,
                                                        const ListProceduresQuery& query) {
  if (query.village_code.empty()) {
    return records::ListRecords<Procedure>(live, query.list, [](const Procedure&) { return true; });
  }
  return live.Read([&](const Projects& projects) -> absl::StatusOr<records::Page<Procedure>> {
    records::Page<Procedure> page;
    COBUILD_ASSIGN_OR_RETURN(page.position, projects.PositionOf(query.list.known_at));
    page.records.push_back(
        ProcedureInForce(projects, query.village_code, query.as_of, page.position));
    return page;
  });
}

}  // namespace cobuild::projects
