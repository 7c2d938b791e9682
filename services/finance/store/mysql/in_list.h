// IN lists of any length with few different statements: a list is cut into pieces, and a piece is
// padded to one of a few sizes by repeating its last element, so that a session's prepared
// statements are used again.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "common/mysql/value.h"

namespace cobuild::finance {

inline constexpr size_t kLongestInList = 512;

// "(?, ?, ?)" for three of "?".
std::string InList(size_t count, std::string_view element = "?");

// Calls `query` with the IN list and the params of each piece of `names`. `append` adds one
// element's params.
template <class Name>
absl::Status ForEachPiece(
    std::span<const Name> names, std::string_view element,
    const std::function<void(const Name&, mysql::Params&)>& append,
    const std::function<absl::Status(const std::string& in_list, mysql::Params params)>& query) {
  while (!names.empty()) {
    const std::span<const Name> piece = names.first(std::min(names.size(), kLongestInList));
    names = names.subspan(piece.size());
    size_t padded = 1;
    while (padded < piece.size()) padded *= 8;
    mysql::Params params;
    for (size_t i = 0; i < padded; ++i) append(piece[std::min(i, piece.size() - 1)], params);
    if (absl::Status status = query(InList(padded, element), std::move(params)); !status.ok()) {
      return status;
    }
  }
  return absl::OkStatus();
}

}  // namespace cobuild::finance
