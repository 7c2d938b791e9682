#include "common/audit/service.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/audit/convert_record.h"
#include "common/audit/methods.h"
#include "common/audit/verify_trail.h"
#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "common/rpc/page.h"

namespace cobuild::audit {
namespace {

// What a page of a check may take at most, and the answer after it.
constexpr std::chrono::milliseconds kLeftForAnAnswer(2'000);
// Changes that one page looks at for a caller who reads some of them only.
constexpr int64_t kLookedAtMost = 10'000;

void AddWrongName(error::Violations& violations, const char* field, std::string_view value,
                  const char* form) {
  violations.Add(field, value.empty() ? "REQUIRED" : "MALFORMED", std::string("must be ") + form);
}

TrailKind RequiredTrail(error::Violations& violations, const char* field, std::string_view value) {
  for (const TrailKind kind : {TrailKind::kChanges, TrailKind::kRefusals}) {
    if (value == TrailName(kind)) return kind;
  }
  AddWrongName(violations, field, value, "trails/changes or trails/refusals");
  return TrailKind::kChanges;
}

void CheckNumber(error::Violations& violations, const char* field, int64_t value) {
  if (value < 0) violations.Add(field, "OUT_OF_RANGE", "must not be negative");
}

struct RecordName {
  TrailKind trail = TrailKind::kChanges;
  int64_t number = 0;
};

// Of "trails/changes/records/4711".
std::optional<RecordName> ReadRecordName(std::string_view name) {
  constexpr std::string_view kRecords = "/records/";
  const size_t records = name.find(kRecords);
  if (records == std::string_view::npos) return std::nullopt;
  const std::string_view digits = name.substr(records + kRecords.size());
  RecordName read;
  const auto [end, failure] =
      std::from_chars(digits.data(), digits.data() + digits.size(), read.number);
  if (failure != std::errc() || read.number < 1) return std::nullopt;
  for (const TrailKind kind : {TrailKind::kChanges, TrailKind::kRefusals}) {
    read.trail = kind;
    if (name == TrailName(kind) + std::string(kRecords) + std::to_string(read.number)) return read;
  }
  return std::nullopt;
}

// Nobody who sees a part of the tree reads refusals, also not whether there is one of a number.
absl::Status CheckReads(TrailKind kind, const scope::Reach& reach) {
  const bool reads = reach.everything() || kind == TrailKind::kChanges;
  return reads ? absl::OkStatus() : scope::OutOfScope(TrailName(kind));
}

// Puts the records on the page whose changes are within reach, until it has `limit` of them, enough
// was looked at, or there are no more.
absl::Status FillWithin(const Trails& trails, const ChangesWithin& changes_within,
                        const scope::Reach& reach, size_t limit, v1::ListRecordsResponse& page) {
  int64_t through = page.through_number();
  const int64_t last = std::min(page.head_number(), through + kLookedAtMost);
  std::vector<Record> records;
  while (through < last && static_cast<size_t>(page.records_size()) < limit) {
    COBUILD_ASSIGN_OR_RETURN(records, trails.changes.Read(through, kMaxRecordsRead));
    if (records.empty()) break;
    COBUILD_ASSIGN_OR_RETURN(const std::vector<int64_t> within,
                             changes_within(through, kMaxRecordsRead, reach));
    for (const Record& record : records) {
      if (static_cast<size_t>(page.records_size()) == limit) break;
      through = std::max(through, record.number);
      if (!std::binary_search(within.begin(), within.end(), record.number)) continue;
      *page.add_records() = ToProto(TrailKind::kChanges, trails.changes.form(), record);
    }
  }
  page.set_through_number(through);
  return absl::OkStatus();
}

absl::StatusOr<v1::ListRecordsResponse> List(const Trails& trails,
                                             const ChangesWithin& changes_within,
                                             const scope::Reach& reach,
                                             const v1::ListRecordsRequest& request) {
  error::Violations violations;
  const TrailKind kind = RequiredTrail(violations, "parent", request.parent());
  CheckNumber(violations, "after_number", request.after_number());
  const int limit = rpc::PageSize(violations, request.page_size());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());

  COBUILD_RETURN_IF_ERROR(CheckReads(kind, reach));
  Trail& trail = trails.Of(kind);
  COBUILD_ASSIGN_OR_RETURN(const base::ChainEnd head, trail.ReadHead());
  v1::ListRecordsResponse response;
  response.set_head_number(head.number);
  response.set_head_digest(base::ToHex(head.digest));
  response.set_through_number(request.after_number());
  if (!reach.everything()) {
    response.set_bounded(true);
    COBUILD_RETURN_IF_ERROR(
        FillWithin(trails, changes_within, reach, static_cast<size_t>(limit), response));
    return response;
  }
  COBUILD_ASSIGN_OR_RETURN(const std::vector<Record> records,
                           trail.Read(request.after_number(), limit));
  for (const Record& record : records) {
    *response.add_records() = ToProto(kind, trail.form(), record);
    response.set_through_number(record.number);
  }
  return response;
}

// Whether the caller reads the record, which is there.
absl::StatusOr<bool> Reads(const ChangesWithin& changes_within, const scope::Reach& reach,
                           int64_t number) {
  if (reach.everything()) return true;
  COBUILD_ASSIGN_OR_RETURN(const std::vector<int64_t> within, changes_within(number - 1, 1, reach));
  return !within.empty() && within.front() == number;
}

absl::StatusOr<v1::Record> Get(const Trails& trails, const ChangesWithin& changes_within,
                               const scope::Reach& reach, const v1::GetRecordRequest& request) {
  const auto name = ReadRecordName(request.name());
  if (!name) {
    error::Violations violations;
    AddWrongName(violations, "name", request.name(), "as trails/changes/records/4711");
    return std::move(violations).Finish();
  }
  COBUILD_RETURN_IF_ERROR(CheckReads(name->trail, reach));
  Trail& trail = trails.Of(name->trail);
  COBUILD_ASSIGN_OR_RETURN(const std::vector<Record> records, trail.Read(name->number - 1, 1));
  bool found = !records.empty() && records[0].number == name->number;
  if (found) {
    COBUILD_ASSIGN_OR_RETURN(found, Reads(changes_within, reach, name->number));
  }
  if (!found) {
    return error::Make(absl::StatusCode::kNotFound, "RECORD_NOT_FOUND",
                       "there is no " + request.name(), {{"name", request.name()}});
  }
  return ToProto(name->trail, trail.form(), records[0]);
}

absl::StatusOr<v1::VerifyChainResponse> Verify(const Trails& trails, const rpc::Call& call,
                                               const v1::VerifyChainRequest& request) {
  error::Violations violations;
  const TrailKind kind = RequiredTrail(violations, "name", request.name());
  CheckNumber(violations, "from_number", request.from_number());
  CheckNumber(violations, "to_number", request.to_number());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());

  const int64_t from = request.from_number() == 0 ? 1 : request.from_number();
  COBUILD_ASSIGN_OR_RETURN(const TrailCheck check,
                           VerifyTrail(trails.Of(kind), from, request.to_number(), [&call] {
                             return call.Cancelled() || call.remaining() < kLeftForAnAnswer;
                           }));
  v1::VerifyChainResponse response;
  response.set_records_checked(check.records_checked);
  response.set_last_number(check.last.number);
  response.set_digest(base::ToHex(check.last.digest));
  response.set_head_number(check.head.number);
  response.set_unchained(check.unchained);
  if (check.broken) {
    response.set_first_broken_number(check.broken->number);
    response.set_problem(check.broken->problem);
  }
  return response;
}

}  // namespace

void RegisterAuditService(rpc::Router& router, const Trails& trails, ChangesWithin changes_within) {
  router.Unary<v1::ListRecordsRequest, v1::ListRecordsResponse>(
      kListRecords,
      [trails, changes_within](rpc::Call& call, const v1::ListRecordsRequest& request) {
        return List(trails, changes_within, call.reach(), request);
      });
  router.Unary<v1::GetRecordRequest, v1::Record>(
      kGetRecord, [trails, changes_within = std::move(changes_within)](
                      rpc::Call& call, const v1::GetRecordRequest& request) {
        return Get(trails, changes_within, call.reach(), request);
      });
  router.Unary<v1::VerifyChainRequest, v1::VerifyChainResponse>(
      kVerifyChain, [trails](rpc::Call& call, const v1::VerifyChainRequest& request) {
        return Verify(trails, call, request);
      });
}

}  // namespace cobuild::audit
