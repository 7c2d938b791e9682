// What requests about records have in common. The messages name these fields alike.
#pragma once

#include <string>
#include <utility>

#include "common/base/status_macros.h"
#include "common/records/change.h"
#include "common/records/moment.h"
#include "common/records/use_cases.h"
#include "common/rpc/call.h"
#include "common/rpc/fields.h"
#include "common/rpc/page.h"

namespace cobuild::rpc {

// as_of and known_at.
template <class Req>
records::ReadAt ReadAtOf(error::Violations& violations, const Req& request, base::Timestamp now) {
  return {AsOf(violations, request.as_of(), now), KnownAtOf(violations, request)};
}

// Who asks for a change: request_id, which FromProto has checked, and validate_only.
template <class Req>
records::ChangeRequest ChangeOf(const Call& call, const Req& request) {
  records::ChangeRequest change;
  change.request.principal = call.principal().name;
  change.request.method = std::string(call.method().name);
  change.request.id = request.request_id();
  change.request.peer = call.peer();
  change.now = call.received();
  change.validate_only = request.validate_only();
  change.reach = call.reach();
  return change;
}

// name and known_at, and the caller's reach.
template <class Facts, class Req>
absl::StatusOr<records::GetQuery> GetQueryOf(const Call& call, const Req& request) {
  error::Violations violations;
  records::GetQuery query;
  query.id = RequiredName(violations, "name", request.name(), Facts::kNamePattern);
  query.known_at = KnownAtOf(violations, request);
  query.reach = call.reach();
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

// known_at, page_size and page_token, and the caller's reach.
template <class Req>
records::ListQuery ListQueryOf(error::Violations& violations, const Call& call,
                               const Req& request) {
  records::ListQuery query;
  query.known_at = KnownAtOf(violations, request);
  Page page = PageOf(violations, request);
  query.range = {page.size, std::move(page.after)};
  query.reach = call.reach();
  return query;
}

// name, reason, etag and request_id.
template <class Facts, class Req>
absl::StatusOr<records::VoidCommand> VoidCommandOf(const Req& request) {
  error::Violations violations;
  records::VoidCommand command;
  command.id = RequiredName(violations, "name", request.name(), Facts::kNamePattern);
  command.reason = RequiredText(violations, "reason", request.reason(), kMaxReasonCharacters);
  command.etag = OptionalEtag(violations, request.etag());
  RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

// next_page_token and position.
template <class Facts, class Req, class Resp>
void SetPage(const records::Page<Facts>& page, const Req& request, Resp& response) {
  if (!page.is_last) {
    response.set_next_page_token(NextPageToken(request, page.records.back().id));
  }
  response.set_position(page.position);
}

}  // namespace cobuild::rpc
