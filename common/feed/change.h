// What a feed is made of: requests, what came of them, and the changes in the order of their
// commits.
#pragma once

#include <cstdint>
#include <string>

#include "common/base/digest.h"
#include "common/base/time.h"

namespace cobuild::feed {

// Who asks for what, under which id. One id names one request of a principal and a method, for as
// long as outcomes are kept (400 days).
struct Request {
  std::string principal;  // "machine/cli"; at most 128 characters
  std::string method;     // "cobuild.registry.v1.VillageService/OpenCategory"; at most 128
  std::string id;         // at most 64; empty for what a service does by itself
  base::Digest digest{};  // of the domain command
  std::string peer = {};  // where the call came from; no part of what the request is
};

// What came of a request. The response is rebuilt from the row that was recorded at `position`.
struct Outcome {
  std::string resource_name;
  int64_t position = 0;
  bool operator==(const Outcome&) const = default;
};

// The last committed change; position 0 and the epoch before the first.
struct Head {
  int64_t position = 0;
  base::Timestamp record_time;
  bool operator==(const Head&) const = default;
};

struct Change {
  int64_t position = 0;       // contiguous from 1, in commit order
  std::string resource_name;  // "villages/420115010201"; at most 255 characters
  std::string actor;          // the request's principal
  base::Timestamp record_time;
  std::string request_id;
  bool operator==(const Change&) const = default;
};

// When the changes after `last` are recorded: never before an earlier change, and never at the same
// instant as another transaction's, so that an instant means one position.
base::Timestamp NextRecordTime(const Head& last, base::Timestamp now);

// Outcomes of requests recorded before it are purged: 400 days before `now`.
base::Timestamp RequestsKeptSince(base::Timestamp now);

}  // namespace cobuild::feed
