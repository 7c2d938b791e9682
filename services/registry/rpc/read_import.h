// The stream of an import: its header, then its rows.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/division.pb.h"
#include "common/rpc/stream.h"
#include "services/registry/domain/import.h"

namespace cobuild::registry {

// The first message. HEADER_MISSING when it is none, or there is none.
absl::StatusOr<v1::ImportHeader> ReadImportHeader(
    rpc::StreamReader<v1::ImportDivisionsRequest>& reader);

// All that follows. HEADER_REPEATED, REQUIRED `part`, TOO_MANY `rows.rows` above 1,000 a message,
// TOO_MANY_ROWS.
absl::StatusOr<std::vector<ImportRow>> ReadImportRows(
    rpc::StreamReader<v1::ImportDivisionsRequest>& reader);

}  // namespace cobuild::registry
