#include "services/registry/app/perimeters.h"

#include "services/registry/domain/decide_perimeter.h"
#include "services/registry/domain/errors.h"

namespace cobuild::registry {

absl::StatusOr<Record<Perimeter>> CreatePerimeter(LiveRegistry& live, ChangeRequest change,
                                                  const CreatePerimeterCommand& command) {
  change.request.digest =
      records::DigestOf("registry.create_perimeter.v1", command.id, command.facts);
  const std::string id = records::IdOr(command.id, change.now);
  return records::RecordOne<Perimeter>(live, change, [&](const Registry& registry) {
    return DecideCreatePerimeter(registry, id, command.facts);
  });
}

absl::StatusOr<Record<Perimeter>> UpdatePerimeter(LiveRegistry& live, ChangeRequest change,
                                                  const UpdatePerimeterCommand& command) {
  change.request.digest = records::DigestOf("registry.update_perimeter.v1",
                                            command.id + "/" + command.etag, command.facts);
  return records::RecordOne<Perimeter>(
      live, change, records::Names<Perimeter>{command.id, kPerimeterNotFound},
      [&](const Registry& registry) {
        return DecideUpdatePerimeter(registry, command.id, command.etag, command.facts);
      });
}

absl::StatusOr<Record<Perimeter>> GetPerimeter(const LiveRegistry& live,
                                               const records::GetQuery& query) {
  return records::GetRecord<Perimeter>(live, query, kPerimeterNotFound);
}

absl::StatusOr<records::Page<Perimeter>> ListPerimeters(const LiveRegistry& live,
                                                        const records::ListQuery& query) {
  return records::ListRecords<Perimeter>(live, query, [](const Perimeter&) { return true; });
}

}  // namespace cobuild::registry
