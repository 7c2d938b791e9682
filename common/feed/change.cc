#include "common/feed/change.h"

#include <algorithm>
#include <chrono>

namespace cobuild::feed {

base::Timestamp NextRecordTime(const Head& last, base::Timestamp now) {
  return std::max(now, base::Timestamp{last.record_time.micros + 1});
}

base::Timestamp RequestsKeptSince(base::Timestamp now) {
  constexpr std::chrono::microseconds kKept = std::chrono::days(400);
  return {now.micros - kKept.count()};
}

}  // namespace cobuild::feed
