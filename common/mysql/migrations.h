// Numbered SQL files that bring a schema to the shape this program knows.
//
// A file is named NNNN_name.sql, numbered from 0001 without a gap. Its statements end with ';' at
// the end of a line. Lines that start with "--" are comments. DDL commits by itself, so that a file
// which failed half-way stays half-applied: it is recorded as started, and the next run refuses to
// go on until a person has looked.
#pragma once

#include <span>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/embedded_file.h"
#include "common/mysql/options.h"
#include "common/mysql/session.h"

namespace cobuild::mysql {

inline constexpr std::string_view kSchemaMismatch = "SCHEMA_MISMATCH";

// Applies the files that the schema does not have yet, under a lock that keeps a second run out,
// and gives their number. Needs an account that may create and alter tables. FAILED_PRECONDITION,
// reason SCHEMA_MISMATCH, when a recorded file differs from ours, stopped half-way, or is unknown
// to this program; ABORTED, reason MIGRATION_RUNNING, when the lock is held for longer than 10 s.
absl::StatusOr<int> Migrate(const Options& options, std::span<const base::EmbeddedFile> files);

// OK when the schema has exactly these files, each finished; else FAILED_PRECONDITION, reason
// SCHEMA_MISMATCH, saying which and what to run. For a server at its start; needs SELECT alone.
absl::Status CheckSchema(Session& session, std::span<const base::EmbeddedFile> files);

}  // namespace cobuild::mysql
