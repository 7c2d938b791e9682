// A change of a feed, reduced to what checks need. One function a service, so that each file sees
// the contract of one alone.
#pragma once

#include <google/protobuf/any.pb.h>

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "cobuild/feed/v1/feed.pb.h"
#include "common/base/time.h"
#include "common/money/money.h"
#include "google/type/date.pb.h"
#include "google/type/money.pb.h"
#include "services/reconciliation/domain/picture.h"

namespace cobuild::reconciliation {

// DATA_LOSS for a resource that breaks its own contract: one that does not parse, or whose amount
// is none.
absl::StatusOr<FactChange> ReduceRegistry(const feed::v1::Change& change);
absl::StatusOr<FactChange> ReduceFinance(const feed::v1::Change& change);
absl::StatusOr<FactChange> ReduceProjects(const feed::v1::Change& change);
absl::StatusOr<FactChange> ReduceAssessment(const feed::v1::Change& change);

// Position, name and time; no fact yet.
FactChange PlainChange(const feed::v1::Change& change);

base::Date DateOf(const google::type::Date& date);

// Reads parts of a resource; what is wrong with one of them is told by Finish.
class Reading {
 public:
  explicit Reading(const google::protobuf::Any& resource) : resource_(resource) {}

  // The resource when it is of this type.
  template <class Message>
  std::optional<Message> As() {
    std::optional<Message> message;
    if (!resource_.Is<Message>()) return message;
    is_sound_ = resource_.UnpackTo(&message.emplace()) && is_sound_;
    return message;
  }
  money::Fen Amount(const google::type::Money& money);
  std::optional<base::Date> OptionalDate(bool is_given, const google::type::Date& date) const {
    return is_given ? std::optional(DateOf(date)) : std::nullopt;
  }

  // `change`, unless something was wrong.
  absl::StatusOr<FactChange> Finish(FactChange change) const;

 private:
  const google::protobuf::Any& resource_;
  bool is_sound_ = true;
};

}  // namespace cobuild::reconciliation
