#include "common/feed/memory_log.h"

#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"
#include "common/feed/audit_record.h"

namespace cobuild::feed {

absl::StatusOr<Head> MemoryLog::LockHead() {
  locked_ = true;
  return feed_.ReadHead();
}

absl::StatusOr<std::optional<Outcome>> MemoryLog::FindOutcome(const Request& request) {
  const auto kept = feed_.requests_.find({request.principal, request.method, request.id});
  if (kept == feed_.requests_.end()) return std::nullopt;
  COBUILD_RETURN_IF_ERROR(CheckSameContent(request, kept->second.digest));
  return kept->second.outcome;
}

absl::StatusOr<Head> MemoryLog::Publish(const Request& request, base::Timestamp now,
                                        const std::vector<std::string>& resource_names) {
  if (!locked_) return absl::InternalError("Publish without LockHead");
  if (resource_names.empty()) return absl::InternalError("Publish without a resource");
  locked_ = false;
  Head head = feed_.ReadHead();
  head.record_time = NextRecordTime(head, now);
  base::ChainEnd last{head.position, {}};
  if (!feed_.changes_.empty()) last.digest = feed_.changes_.back().chain_digest;
  for (audit::Record& record : RecordsOf(request, head.record_time, resource_names, last)) {
    feed_.changes_.push_back(std::move(record));
  }
  head.position = last.number;
  if (!request.id.empty()) {
    feed_.requests_[{request.principal, request.method, request.id}] = {
        request.digest, {resource_names.back(), head.position}, head.record_time};
  }
  return head;
}

Head MemoryFeed::ReadHead() const {
  if (changes_.empty()) return {};
  return {changes_.back().number, changes_.back().record_time};
}

std::vector<Change> MemoryFeed::ReadChanges(int64_t after, int limit) const {
  std::vector<Change> changes;
  for (const audit::Record& record : ReadTrail(after, limit)) changes.push_back(ChangeOf(record));
  return changes;
}

std::vector<audit::Record> MemoryFeed::ReadTrail(int64_t after, int limit) const {
  const int64_t first = std::min(after, ReadHead().position);
  const int64_t last = std::min(first + limit, ReadHead().position);
  return {changes_.begin() + first, changes_.begin() + last};
}

int64_t MemoryFeed::PositionAt(base::Timestamp time) const {
  return std::upper_bound(changes_.begin(), changes_.end(), time,
                          [](base::Timestamp wanted, const audit::Record& change) {
                            return wanted < change.record_time;
                          }) -
         changes_.begin();
}

int64_t MemoryFeed::PurgeRequests(base::Timestamp now, int limit) {
  using Entry = decltype(requests_)::iterator;
  std::vector<Entry> old;
  for (auto entry = requests_.begin(); entry != requests_.end(); ++entry) {
    if (entry->second.record_time < RequestsKeptSince(now)) old.push_back(entry);
  }
  std::sort(old.begin(), old.end(), [](const Entry& a, const Entry& b) {
    return a->second.record_time < b->second.record_time;
  });
  old.resize(std::min(old.size(), static_cast<size_t>(limit)));
  for (const Entry& entry : old) requests_.erase(entry);
  return static_cast<int64_t>(old.size());
}

}  // namespace cobuild::feed
