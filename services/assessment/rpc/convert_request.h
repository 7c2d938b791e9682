// What requests of assessment have in common.
#pragma once

#include <string>

#include "common/rpc/call.h"
#include "services/assessment/app/live_assessment.h"

namespace cobuild::assessment {

// request_id, which FromProto has checked, and validate_only.
template <class Req>
ChangeRequest ChangeOf(const rpc::Call& call, const Req& request) {
  ChangeRequest change;
  change.request.principal = call.principal().name;
  change.request.method = std::string(call.method().name);
  change.request.id = request.request_id();
  change.now = call.received();
  change.validate_only = request.validate_only();
  return change;
}

}  // namespace cobuild::assessment
