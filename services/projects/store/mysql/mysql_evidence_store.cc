#include "services/projects/store/mysql/mysql_evidence_store.h"

#include "common/base/status_macros.h"
#include "services/projects/domain/evidence.h"

namespace cobuild::projects {
namespace {

constexpr std::string_view kInsertChunk = R"(
    INSERT INTO evidence_chunks (digest, chunk_index, content)
    VALUES (?, ?, ?))";

constexpr std::string_view kReadChunk = R"(
    SELECT content
      FROM evidence_chunks
     WHERE digest = ? AND chunk_index = ?)";

constexpr std::string_view kHasContent = R"(
    SELECT 1
      FROM evidence_chunks
     WHERE digest = ? AND chunk_index = 0)";

// A statement a chunk, so that no more than one is in memory a second time.
absl::Status Insert(mysql::Session& session, const std::string& digest, std::string_view content) {
  COBUILD_ASSIGN_OR_RETURN(const mysql::Rows kept, session.Query(kHasContent, {digest}));
  if (!kept.empty()) return absl::OkStatus();
  for (int64_t index = 0; !content.empty(); ++index) {
    const std::string_view chunk = content.substr(0, kMaxChunkBytes);
    COBUILD_RETURN_IF_ERROR(session.Execute(kInsertChunk, {digest, index, chunk}).status());
    content.remove_prefix(chunk.size());
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status MysqlEvidenceStore::Put(const base::Digest& digest, std::string_view content) {
  const std::string key = base::ToBytes(digest);
  const absl::Status status =
      database_.ReadWrite([&](mysql::Session& session) { return Insert(session, key, content); });
  // Somebody else has put the same content since we looked.
  return absl::IsAlreadyExists(status) ? absl::OkStatus() : status;
}

absl::StatusOr<std::string> MysqlEvidenceStore::ReadChunk(const base::Digest& digest,
                                                          int64_t index) {
  const std::string key = base::ToBytes(digest);
  return database_.Read([&](mysql::Session& session) -> absl::StatusOr<std::string> {
    COBUILD_ASSIGN_OR_RETURN(const mysql::Rows rows, session.Query(kReadChunk, {key, index}));
    return rows.empty() ? "" : rows.front().Text(0);
  });
}

}  // namespace cobuild::projects
