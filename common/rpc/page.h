// Pages of a list in order of a key: how large, and after which key the next one starts.
//
// A page token is opaque to callers. It holds the last key of a page and a digest that binds it to
// the request's type and to all its fields except page_size and page_token: a token of another
// request, or an altered one, is refused. It is not a secret and grants nothing: whoever makes one
// up has only skipped to a key.
#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>

#include "common/error/error.h"

namespace cobuild::rpc {

struct Page {
  int size = 0;       // 1 to 1,000
  std::string after;  // last key of the page before; "" on the first
};

// 0 = 50, above 1,000 = 1,000. NEGATIVE_PAGE_SIZE.
int PageSize(error::Violations& violations, int page_size);

// Reads page_size and page_token of `request`. NEGATIVE_PAGE_SIZE, PAGE_TOKEN_INVALID.
template <class Req>
Page PageOf(error::Violations& violations, const Req& request);

// The token of the page after `last_key` (not empty) of the same request.
template <class Req>
std::string NextPageToken(const Req& request, std::string_view last_key);

// ---- implementation of the templates ----

// `binding` is the request without page_size and page_token.
std::string EncodePageToken(const google::protobuf::Message& binding, std::string_view last_key);
// The last key; PAGE_TOKEN_INVALID unless EncodePageToken gave `token` for the same binding.
std::string DecodePageToken(error::Violations& violations, const google::protobuf::Message& binding,
                            std::string_view token);

template <class Req>
Req PageBinding(const Req& request) {
  Req binding = request;
  binding.clear_page_size();
  binding.clear_page_token();
  return binding;
}

template <class Req>
Page PageOf(error::Violations& violations, const Req& request) {
  Page page;
  page.size = PageSize(violations, request.page_size());
  if (!request.page_token().empty()) {
    page.after = DecodePageToken(violations, PageBinding(request), request.page_token());
  }
  return page;
}

template <class Req>
std::string NextPageToken(const Req& request, std::string_view last_key) {
  return EncodePageToken(PageBinding(request), last_key);
}

}  // namespace cobuild::rpc
