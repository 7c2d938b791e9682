// Records as rows of the table of migrations/0001_records.sql.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/status_macros.h"
#include "common/mysql/session.h"
#include "common/records/json.h"
#include "common/records/record.h"
#include "common/records/store.h"

namespace cobuild::records {

// As it stands in the table.
struct StoredRecord {
  std::string kind;
  std::string id;
  std::string body;
  std::string void_reason;
  int64_t position = 0;
  base::Timestamp record_time;
  std::string actor;
};

// Which table says when and by whom a position was recorded; both have position and actor.
enum class StampedBy {
  kFeedChanges,  // common/feed's
  kJournal,      // finance's
};

absl::Status InsertStored(mysql::Session& session, const std::vector<StoredRecord>& records);
// Those at positions after `after` up to `upto`, in order, at most `limit`.
absl::StatusOr<std::vector<StoredRecord>> ReadStored(mysql::Session& session, int64_t after,
                                                     int64_t upto, StampedBy stamped_by, int limit);

namespace internal {

// Makes facts of the kind that `kind` names.
template <class... Facts>
struct FactsByKind;
template <class... Facts>
struct FactsByKind<AnyOf<Facts...>> {
  static AnyOf<Facts...> Read(std::string_view kind, const std::string& body) {
    std::optional<AnyOf<Facts...>> read;
    const bool known =
        ((Facts::kKind == kind && (read.emplace(FromBody<Facts>(body)), true)) || ...);
    if (!known) ThrowWrong("known kind: " + std::string(kind));
    return *std::move(read);
  }
};

}  // namespace internal

// Facts of the kind that `kind` names. Throws mysql::WrongRead when `body` does not describe such.
template <class Any>
Any FactsOf(std::string_view kind, const std::string& body) {
  return internal::FactsByKind<Any>::Read(kind, body);
}

template <class Any>
absl::Status InsertRecords(mysql::Session& session, const std::vector<Record<Any>>& records) {
  std::vector<StoredRecord> stored;
  stored.reserve(records.size());
  for (const Record<Any>& record : records) {
    std::visit(
        [&]<class Facts>(const Facts& facts) {
          stored.push_back({std::string(Facts::kKind),
                            record.id,
                            BodyOf(facts),
                            record.void_reason,
                            record.position,
                            {},
                            ""});
        },
        record.facts);
  }
  return InsertStored(session, stored);
}

template <class Any>
absl::StatusOr<std::vector<Record<Any>>> ReadRecords(mysql::Session& session, int64_t after,
                                                     int64_t upto,
                                                     StampedBy stamped_by = StampedBy::kFeedChanges,
                                                     int limit = kMaxRowsRead) {
  COBUILD_ASSIGN_OR_RETURN(std::vector<StoredRecord> stored,
                           ReadStored(session, after, upto, stamped_by, limit));
  std::vector<Record<Any>> records;
  records.reserve(stored.size());
  for (StoredRecord& row : stored) {
    records.push_back({std::move(row.id), FactsOf<Any>(row.kind, row.body),
                       std::move(row.void_reason), row.position, row.record_time,
                       std::move(row.actor)});
  }
  return records;
}

}  // namespace cobuild::records
