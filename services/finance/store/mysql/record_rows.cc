#include "services/finance/store/mysql/record_rows.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/records/mysql_records.h"

namespace cobuild::finance {
namespace {

constexpr char kInsertRequests[] =
    "INSERT INTO record_requests (position, request_key, request_digest) VALUES";

constexpr char kRequestsBetween[] =
    "SELECT position, request_key, request_digest FROM record_requests "
    "WHERE position > ? AND position <= ? ORDER BY position";

}  // namespace

absl::StatusOr<std::vector<RecordStated>> QueryRecords(mysql::Session& session, int64_t after,
                                                       int64_t upto, int limit) {
  COBUILD_ASSIGN_OR_RETURN(
      std::vector<AnyRecord> records,
      records::ReadRecords<AnyFacts>(session, after, upto, records::StampedBy::kJournal, limit));
  std::vector<RecordStated> stated;
  if (records.empty()) return stated;
  COBUILD_ASSIGN_OR_RETURN(const mysql::Rows requests,
                           session.Query(kRequestsBetween, {after, records.back().position}));
  auto request = requests.begin();
  for (AnyRecord& record : records) {
    stated.push_back({std::move(record), std::nullopt});
    if (request == requests.end() || request->Int64(0) != stated.back().record.position) continue;
    stated.back().request = RequestClaim{"", base::DigestFromBytes(request->Text(1)),
                                         base::DigestFromBytes(request->Text(2))};
    ++request;
  }
  return stated;
}

absl::Status InsertRecords(mysql::Session& session, const std::vector<RecordStated>& stated) {
  if (stated.empty()) return absl::OkStatus();
  std::vector<AnyRecord> records;
  std::vector<mysql::Params> requests;
  for (const RecordStated& one : stated) {
    records.push_back(one.record);
    if (one.request) {
      requests.push_back({one.record.position, base::ToBytes(one.request->key),
                          base::ToBytes(one.request->content)});
    }
  }
  COBUILD_RETURN_IF_ERROR(records::InsertRecords(session, records));
  return requests.empty() ? absl::OkStatus()
                          : session.InsertRows(kInsertRequests, requests).status();
}

AnyRecord RecordOf(const std::string& kind, const std::string& id, const std::string& body) {
  AnyRecord record;
  record.id = id;
  try {
    record.facts = records::FactsOf<AnyFacts>(kind, body);
  } catch (const mysql::WrongRead&) {
    // An entry that was tampered with; its digest will say so.
  }
  return record;
}

}  // namespace cobuild::finance
