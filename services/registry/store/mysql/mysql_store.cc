#include "services/registry/store/mysql/mysql_store.h"

#include <string_view>

#include "common/base/status_macros.h"
#include "common/feed/mysql_log.h"
#include "common/records/mysql_records.h"
#include "registry_migrations.h"
#include "services/registry/store/mysql/personal_data_rows.h"
#include "services/registry/store/mysql/row_columns.h"

namespace cobuild::registry {
namespace {

constexpr std::string_view kInsertDivisions = R"(
    INSERT INTO divisions (position, code, display_name, level, parent_code, urban_rural_class,
                           aliases, effective_date, edition)
    VALUES)";

constexpr std::string_view kReadDivisions = R"(
    SELECT d.position, d.code, d.display_name, d.level, d.parent_code, d.urban_rural_class,
           d.aliases, d.effective_date, d.edition, c.record_time
      FROM divisions d
      JOIN feed_changes c ON c.position = d.position
     WHERE d.position > ? AND d.position <= ?
     ORDER BY d.position)";

constexpr std::string_view kInsertEpisodes = R"(
    INSERT INTO episodes (position, village_code, entered_date, category, basis, graduated_date,
                          evidence, data_origin)
    VALUES)";

constexpr std::string_view kReadEpisodes = R"(
    SELECT e.position, e.village_code, e.entered_date, e.category, e.basis, e.graduated_date,
           e.evidence, e.data_origin, c.record_time
      FROM episodes e
      JOIN feed_changes c ON c.position = e.position
     WHERE e.position > ? AND e.position <= ?
     ORDER BY e.position)";

constexpr std::string_view kInsertImport = R"(
    INSERT INTO imports (principal, request_id, digest, edition, effective_date, rows_received,
                         rows_unchanged, position)
    VALUES)";

constexpr std::string_view kFindImport = R"(
    SELECT digest, edition, effective_date, rows_received, rows_unchanged, position
      FROM imports
     WHERE principal = ? AND request_id = ?)";

// Rows are turned into parameters this many at a time, so that a country's import stays small.
constexpr size_t kRowsPerInsert = 5'000;

template <class Row>
absl::Status Insert(mysql::Session& session, std::string_view insert,
                    const std::vector<Row>& rows) {
  std::vector<mysql::Params> columns;
  for (size_t i = 0; i < rows.size(); ++i) {
    columns.push_back(ColumnsOf(rows[i]));
    if (columns.size() < kRowsPerInsert && i + 1 < rows.size()) continue;
    COBUILD_RETURN_IF_ERROR(session.InsertRows(insert, columns).status());
    columns.clear();
  }
  return absl::OkStatus();
}

template <class Row>
absl::StatusOr<std::vector<Row>> Read(mysql::Session& session, std::string_view query,
                                      int64_t after, int64_t upto, Row (*from)(const mysql::Row&)) {
  COBUILD_ASSIGN_OR_RETURN(const mysql::Rows found, session.Query(query, {after, upto}));
  std::vector<Row> rows;
  rows.reserve(found.size());
  for (const mysql::Row& row : found) rows.push_back(from(row));
  return rows;
}

absl::StatusOr<Rows> ReadAll(mysql::Session& session, int64_t after, int64_t upto) {
  Rows rows;
  COBUILD_ASSIGN_OR_RETURN(rows.divisions,
                           Read(session, kReadDivisions, after, upto, DivisionFrom));
  COBUILD_ASSIGN_OR_RETURN(rows.episodes, Read(session, kReadEpisodes, after, upto, EpisodeFrom));
  COBUILD_ASSIGN_OR_RETURN(rows.records, records::ReadRecords<AnyFacts>(session, after, upto));
  return rows;
}

class MysqlWriter : public Writer {
 public:
  explicit MysqlWriter(mysql::Session& session) : session_(session), log_(session) {}

  feed::Log& log() override { return log_; }

  absl::StatusOr<Rows> ReadRows(int64_t after, int64_t upto) override {
    return ReadAll(session_, after, upto);
  }

  absl::Status InsertRows(const Rows& rows) override {
    COBUILD_RETURN_IF_ERROR(Insert(session_, kInsertDivisions, rows.divisions));
    COBUILD_RETURN_IF_ERROR(Insert(session_, kInsertEpisodes, rows.episodes));
    return records::InsertRecords(session_, rows.records);
  }

  absl::StatusOr<std::optional<KeptImport>> FindImport(const std::string& principal,
                                                       const std::string& request_id) override {
    COBUILD_ASSIGN_OR_RETURN(const mysql::Rows found,
                             session_.Query(kFindImport, {principal, request_id}));
    if (found.empty()) return std::nullopt;
    KeptImport import = ImportFrom(found.front());
    import.principal = principal;
    import.request_id = request_id;
    return import;
  }

  absl::Status InsertImport(const KeptImport& import) override {
    return session_.InsertRows(kInsertImport, {ColumnsOf(import)}).status();
  }

  absl::Status InsertPersonalData(const SealedPersonalData& row) override {
    return registry::InsertPersonalData(session_, row);
  }

  absl::Status ErasePersonalData(const std::string& person_id) override {
    return registry::ErasePersonalData(session_, person_id);
  }

 private:
  mysql::Session& session_;
  feed::MysqlLog log_;
};

}  // namespace

std::span<const base::EmbeddedFile> SchemaMigrations() { return migrations::Files(); }

absl::Status MysqlStore::ReadWrite(const std::function<absl::Status(Writer&)>& body) {
  return database_.ReadWrite([&](mysql::Session& session) {
    MysqlWriter writer(session);
    return body(writer);
  });
}

absl::StatusOr<feed::Head> MysqlStore::ReadHead() {
  return database_.Read([](mysql::Session& session) { return feed::ReadHead(session); });
}

absl::StatusOr<Rows> MysqlStore::ReadRows(int64_t after, int64_t upto) {
  return database_.Read([&](mysql::Session& session) { return ReadAll(session, after, upto); });
}

absl::StatusOr<std::vector<feed::Change>> MysqlStore::ReadChanges(int64_t after, int limit) {
  return database_.Read(
      [&](mysql::Session& session) { return feed::ReadChanges(session, after, limit); });
}

absl::StatusOr<std::vector<SealedPersonalData>> MysqlStore::ReadPersonalData(
    const std::vector<std::string>& person_ids, int64_t upto) {
  return database_.Read([&](mysql::Session& session) {
    return registry::ReadPersonalData(session, person_ids, upto);
  });
}

}  // namespace cobuild::registry
