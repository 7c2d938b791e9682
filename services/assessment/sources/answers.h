// How an answer of another service is taken: a figure rests on it, so anything but a sound answer
// is none.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cobuild/type/v1/read.pb.h"
#include "common/base/known_at.h"
#include "common/money/money.h"
#include "common/rpc/fields.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/type/date.pb.h"
#include "google/type/money.pb.h"
#include "services/assessment/domain/village.h"

namespace grpc {
class Status;
}

namespace cobuild::assessment {

// Pages that one list may have, of 1,000 rows each.
inline constexpr int kMaxPages = 1000;
inline constexpr int kPageSize = 1000;

inline constexpr std::string_view kRegistry = "registry";

// OK; or NOT_FOUND `expected` (a reason, "" for none) as the service gave it; or SOURCE_UNAVAILABLE
// naming the service and what it answered.
absl::Status Outcome(std::string_view service, const grpc::Status& status,
                     std::string_view expected);

// SOURCE_UNAVAILABLE, MALFORMED_ANSWER: the answer breaks the service's own contract.
absl::Status MalformedAnswer(std::string_view service);

// Parts of an answer. MALFORMED_ANSWER.
absl::StatusOr<std::string> VillageCode(std::string_view service, std::string_view name);
absl::StatusOr<std::string> DivisionCode(std::string_view service, std::string_view name);
absl::StatusOr<DataOrigin> OriginOf(std::string_view service, type::v1::DataOrigin origin);
absl::StatusOr<money::Fen> AmountOf(std::string_view service, const google::type::Money& money);

// Whether it is the collection's name and an id, as "projects/p1" in "projects/".
bool IsNameIn(std::string_view name, std::string_view collection);
// 64 hexadecimal digits in lower case.
bool IsSha256(std::string_view text);

base::Date DateOf(const google::type::Date& date);
base::Timestamp TimeOf(const google::protobuf::Timestamp& time);

// Sets the request's known_at; leaves it out for the latest.
template <class Req>
void SetKnownAt(const base::KnownAt& known_at, Req& request) {
  if (known_at.time) *request.mutable_known_at()->mutable_time() = rpc::ToProto(*known_at.time);
  if (known_at.position) request.mutable_known_at()->set_position(*known_at.position);
}

}  // namespace cobuild::assessment
