// What requests and resources of projects have in common.
#pragma once

#include <string>

#include "common/error/error.h"
#include "common/records/moment.h"
#include "common/rpc/call.h"
#include "common/rpc/fields.h"
#include "services/projects/app/live_projects.h"

namespace cobuild::projects {

// as_of and known_at.
template <class Req>
records::ReadAt ReadAtOf(error::Violations& violations, const Req& request, base::Timestamp now) {
  return {rpc::AsOf(violations, request.as_of(), now), rpc::KnownAtOf(violations, request)};
}

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

}  // namespace cobuild::projects
