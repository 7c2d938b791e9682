#include "common/audit/refusal_writer.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "common/error/error.h"
#include "common/obs/log.h"
#include "common/obs/trace.h"

namespace cobuild::audit {
namespace {

constexpr size_t kMostActorCharacters = 128;
constexpr size_t kMostPeerCharacters = 64;
constexpr size_t kMostReasonCharacters = 64;
constexpr size_t kMostNameCharacters = 255;
constexpr size_t kMostRequestIdCharacters = 64;

// Names of resources have these characters alone. Anything else that stands in a name's place is
// not one, and may be what should not be kept.
std::string NameOrNothing(std::string_view text) {
  const auto belongs = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("/-_@.").find(c) != std::string_view::npos;
  };
  const bool is_name =
      text.size() <= kMostNameCharacters && std::all_of(text.begin(), text.end(), belongs);
  return is_name ? std::string(text) : "";
}

Record RecordOf(const rpc::Call& call, const absl::Status& refusal, base::Timestamp now) {
  Record record;
  record.record_time = now;
  record.first_time = now;
  record.actor = Shortened(call.principal().name, kMostActorCharacters);
  record.peer = Shortened(call.peer(), kMostPeerCharacters);
  record.method = std::string(call.method().name);
  record.resource_name = NameOrNothing(call.resource_name());
  record.request_id = Shortened(call.request_id(), kMostRequestIdCharacters);
  record.trace_id = obs::TraceIdOf(call.trace());
  record.code = absl::StatusCodeToString(refusal.code());
  record.reason = Shortened(error::ReasonOf(refusal), kMostReasonCharacters);
  record.count = 1;
  return record;
}

// What the trail says instead of refusals that it does not have.
Record RecordOfDropped(int64_t count, base::Timestamp now) {
  Record record;
  record.record_time = now;
  record.first_time = now;
  record.code = absl::StatusCodeToString(absl::StatusCode::kResourceExhausted);
  record.reason = "REFUSALS_NOT_RECORDED";
  record.count = count;
  return record;
}

// `later` happened again what `record` counts.
void Merge(Record& record, const Record& later) {
  record.count += later.count;
  record.record_time = std::max(record.record_time, later.record_time);
}

obs::Counter CounterOf(obs::Metrics& metrics, const char* fate) {
  return metrics.MakeCounter("cobuild_audit_refusals_total",
                             "Refused calls by what became of their record.", {{"fate", fate}});
}

}  // namespace

bool IsRecorded(const rpc::Method& method, absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kUnauthenticated:
      return true;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kAborted:
    case absl::StatusCode::kOutOfRange:
      return method.repeat != rpc::Repeat::kRead;
    default:
      return false;
  }
}

RefusalWriter::RefusalWriter(RefusalLog& log, const base::Clock& clock, obs::Metrics& metrics)
    : log_(log),
      clock_(clock),
      recorded_(CounterOf(metrics, "recorded")),
      dropped_total_(CounterOf(metrics, "dropped")),
      unattributable_(CounterOf(metrics, "unattributable")) {}

RefusalWriter::~RefusalWriter() {
  const absl::Status status = Flush();
  if (status.ok()) return;
  obs::Log(obs::Level::kError, "refusals were not recorded",
           {{"records", static_cast<int64_t>(waiting_.size())}, {"error", status.ToString()}});
}

void RefusalWriter::Take(const rpc::Call& call, const absl::Status& refusal) {
  if (!IsRecorded(call.method(), refusal.code())) return;
  if (call.principal().name.empty()) {
    unattributable_.Increment();
    return;
  }
  Record record = RecordOf(call, refusal, clock_.Now());
  Key key{record.actor, record.method, record.code, record.reason};
  const std::lock_guard lock(mutex_);
  Add(std::move(key), std::move(record));
}

void RefusalWriter::Add(Key key, Record record) {
  const auto same = waiting_.find(key);
  if (same != waiting_.end()) {
    Merge(same->second, record);
  } else if (waiting_.size() < kMostWaiting) {
    waiting_.emplace(std::move(key), std::move(record));
  } else {
    Drop(record.count);
  }
}

void RefusalWriter::Drop(int64_t count) {
  dropped_ += count;
  dropped_total_.Increment(static_cast<double>(count));
}

absl::Status RefusalWriter::Flush() {
  const std::lock_guard flushing(flushing_);
  Waiting waiting;
  int64_t dropped = 0;
  {
    const std::lock_guard lock(mutex_);
    std::swap(waiting, waiting_);
    std::swap(dropped, dropped_);
  }
  std::vector<Record> records;
  int64_t refusals = 0;
  for (const auto& [key, record] : waiting) {
    records.push_back(record);
    refusals += record.count;
  }
  std::sort(records.begin(), records.end(),
            [](const Record& a, const Record& b) { return a.first_time < b.first_time; });
  if (dropped > 0) records.push_back(RecordOfDropped(dropped, clock_.Now()));
  if (records.empty()) return absl::OkStatus();
  const absl::Status status = log_.Append(records);
  if (status.ok()) {
    recorded_.Increment(static_cast<double>(refusals));
  } else {
    PutBack(std::move(waiting), dropped);
  }
  return status;
}

// What has come meanwhile is later than what goes back.
void RefusalWriter::PutBack(Waiting waiting, int64_t dropped) {
  const std::lock_guard lock(mutex_);
  std::swap(waiting, waiting_);
  dropped_ += dropped;
  for (auto& [key, record] : waiting) Add(key, std::move(record));
}

}  // namespace cobuild::audit
