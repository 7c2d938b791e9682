// The stream of an import of projects: its header, then its rows.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "cobuild/projects/v1/project.pb.h"
#include "common/rpc/stream.h"
#include "services/projects/domain/facts.h"
#include "services/projects/domain/import.h"

namespace cobuild::projects {

// The first message. HEADER_MISSING when it is none, or there is none; then its fields.
absl::StatusOr<v1::ImportProjectsHeader> ReadImportHeader(
    rpc::StreamReader<v1::ImportProjectsRequest>& reader);

// All that follows, each row with what is wrong with its fields by themselves. HEADER_REPEATED,
// REQUIRED `part`, TOO_MANY `rows.rows` above 1,000 a message, TOO_MANY_ROWS.
absl::StatusOr<std::vector<ImportRow>> ReadImportRows(
    rpc::StreamReader<v1::ImportProjectsRequest>& reader);

v1::ProjectImport ToProto(const Record<ProjectImport>& import);

}  // namespace cobuild::projects
