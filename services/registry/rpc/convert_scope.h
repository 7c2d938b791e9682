// "These villages or this perimeter" between the wire and the domain.
#pragma once

#include <google/protobuf/repeated_ptr_field.h>

#include <string>
#include <string_view>
#include <vector>

#include "cobuild/registry/v1/scope.pb.h"
#include "common/rpc/call.h"
#include "common/rpc/fields.h"
#include "services/registry/domain/names.h"
#include "services/registry/domain/scope.h"

namespace cobuild::registry {

// Codes of "villages/{code}". REQUIRED, MALFORMED, and DUPLICATE for one that comes twice.
std::vector<std::string> DistinctVillages(
    error::Violations& violations, std::string_view field,
    const google::protobuf::RepeatedPtrField<std::string>& names);

// The request's scope. REQUIRED, TOO_MANY, ONE_OF when villages and a perimeter are given; what
// DistinctVillages refuses.
VillageScope ScopeOf(error::Violations& violations, const v1::VillageScope& proto,
                     base::Timestamp now);

// scope and known_at, and the caller's reach.
template <class Req>
ScopeQuery ScopeQueryOf(error::Violations& violations, const rpc::Call& call, const Req& request) {
  return {ScopeOf(violations, request.scope(), call.received()),
          rpc::KnownAtOf(violations, request), call.reach()};
}

// data_origin, unspecified when nothing was counted.
template <class Counted, class Message>
void SetOrigin(const Counted& counted, Message& message) {
  if (counted.data_origin) {
    message.set_data_origin(static_cast<type::v1::DataOrigin>(*counted.data_origin));
  }
}

// missing_villages, data_origin and position.
template <class Summary, class Resp>
void SetSummary(const Summary& summary, Resp& response) {
  for (const std::string& code : summary.missing) response.add_missing_villages(VillageName(code));
  SetOrigin(summary, response);
  response.set_position(summary.position);
}

}  // namespace cobuild::registry
