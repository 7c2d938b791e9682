// What requests have in common: the point in time, the page, and who asks for a change.
#pragma once

#include <utility>

#include "common/rpc/record_requests.h"
#include "services/registry/domain/moment.h"

namespace cobuild::registry {

using rpc::ChangeOf;
using rpc::ReadAtOf;

// page_size and page_token.
template <class Req>
PageRange RangeOf(error::Violations& violations, const Req& request) {
  rpc::Page page = rpc::PageOf(violations, request);
  return {page.size, std::move(page.after)};
}

}  // namespace cobuild::registry
