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

absl::Status InsertStored(mysql::Session& session, const std::vector<StoredRecord>& records);
// Those at positions after `after` up to `upto`, in order.
absl::StatusOr<std::vector<StoredRecord>> ReadStored(mysql::Session& session, int64_t after,
                                                     int64_t upto);

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
                                                     int64_t upto) {
  COBUILD_ASSIGN_OR_RETURN(std::vector<StoredRecord> stored, ReadStored(session, after, upto));
  std::vector<Record<Any>> records;
  records.reserve(stored.size());
  for (StoredRecord& row : stored) {
    records.push_back({std::move(row.id), internal::FactsByKind<Any>::Read(row.kind, row.body),
                       std::move(row.void_reason), row.position, row.record_time,
                       std::move(row.actor)});
  }
  return records;
}

}  // namespace cobuild::records
