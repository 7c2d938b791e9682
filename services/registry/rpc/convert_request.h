// What requests have in common: the point in time, the page, and who asks for a change.
#pragma once

#include <string>

#include "common/rpc/call.h"
#include "common/rpc/fields.h"
#include "common/rpc/page.h"
#include "services/registry/app/live_registry.h"
#include "services/registry/domain/moment.h"

namespace cobuild::registry {

// as_of and known_at.
template <class Req>
ReadAt ReadAtOf(error::Violations& violations, const Req& request, base::Timestamp now) {
  return {rpc::AsOf(violations, request.as_of(), now), rpc::KnownAtOf(violations, request)};
}

// page_size and page_token.
template <class Req>
PageRange RangeOf(error::Violations& violations, const Req& request) {
  rpc::Page page = rpc::PageOf(violations, request);
  return {page.size, std::move(page.after)};
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

}  // namespace cobuild::registry
