// How a list of another service is read to its end.
#pragma once

#include <optional>
#include <string_view>

#include "common/base/status_macros.h"
#include "services/assessment/domain/errors.h"
#include "services/assessment/sources/answers.h"

namespace cobuild::assessment {

// Asks `list` for page after page as known at `position` and gives each to `take`. NOT_FOUND
// `expected`, as Outcome; UNAVAILABLE SOURCE_UNAVAILABLE, TOO_MANY_PAGES when there is no end to
// it; else what `take` returns.
template <class Response, class Request, class List, class Take>
absl::Status ReadPages(std::string_view service, int64_t position, Request request,
                       const List& list, const Take& take, std::string_view expected = "") {
  SetKnownAt({.time = std::nullopt, .position = position}, request);
  request.set_page_size(kPageSize);
  for (int page = 0; page < kMaxPages; ++page) {
    Response response;
    COBUILD_RETURN_IF_ERROR(Outcome(service, list(request, response), expected));
    COBUILD_RETURN_IF_ERROR(take(response));
    if (response.next_page_token().empty()) return absl::OkStatus();
    request.set_page_token(response.next_page_token());
  }
  return SourceUnavailable(service, "TOO_MANY_PAGES");
}

}  // namespace cobuild::assessment
