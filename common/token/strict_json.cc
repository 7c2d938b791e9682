#include "common/token/strict_json.h"

#include <algorithm>
#include <set>
#include <vector>

namespace cobuild::token {
namespace {

using nlohmann::json;

constexpr int kMostDepth = 8;

}  // namespace

std::optional<json> ParseStrictly(std::string_view text) {
  std::vector<std::set<std::string>> members;  // of the objects that are open
  bool unambiguous = true;
  int deepest = 0;
  const auto watch = [&](int depth, json::parse_event_t event, json& parsed) {
    deepest = std::max(deepest, depth);
    if (event == json::parse_event_t::object_start) members.emplace_back();
    if (event == json::parse_event_t::object_end) members.pop_back();
    if (event == json::parse_event_t::key) {
      unambiguous = members.back().insert(parsed.get<std::string>()).second && unambiguous;
    }
    return true;
  };
  json document = json::parse(text, watch, /*allow_exceptions=*/false);
  if (document.is_discarded() || !unambiguous || deepest > kMostDepth) return std::nullopt;
  return document;
}

std::optional<std::string> TextOf(const json& object, const char* member) {
  const auto found = object.find(member);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

}  // namespace cobuild::token
