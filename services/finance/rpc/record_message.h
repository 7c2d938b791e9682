// What every message of a record on the journal has beside its facts.
#pragma once

#include <cstddef>
#include <utility>

#include "absl/status/statusor.h"
#include "common/records/record.h"
#include "common/records/use_cases.h"
#include "common/rpc/fields.h"
#include "common/rpc/page.h"
#include "common/rpc/record_requests.h"

namespace cobuild::finance {

// Of why a claim is refused or cancelled, a release revoked, an investment corrected.
inline constexpr size_t kMostReasonCharacters = 200;

// name, and position and record_time unless it only says what would be.
template <class Facts, class Message>
void SetStated(const records::Record<Facts>& record, Message& message) {
  message.set_name(records::NameOf<Facts>(record.id));
  if (record.position == 0) return;
  message.set_position(record.position);
  *message.mutable_record_time() = rpc::ToProto(record.record_time);
}

// The rest of a list's fields: known_at and the page; and the caller's reach.
template <class Req>
absl::StatusOr<records::ListQuery> ListQueryOf(error::Violations violations,
                                               records::ListQuery query, const rpc::Call& call,
                                               const Req& request) {
  query.known_at = rpc::KnownAtOf(violations, request);
  rpc::Page page = rpc::PageOf(violations, request);
  if (absl::Status status = std::move(violations).Finish(); !status.ok()) return status;
  query.range = {page.size, std::move(page.after)};
  query.reach = call.reach();
  return query;
}

using rpc::SetPage;

}  // namespace cobuild::finance
