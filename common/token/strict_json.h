// JSON that says one thing only.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace cobuild::token {

// nullopt for text that is not JSON, has a member twice in one object (readers disagree on which of
// them counts), or is nested more than 8 deep.
std::optional<nlohmann::json> ParseStrictly(std::string_view text);

// The member as text; nullopt when it is absent or something else.
std::optional<std::string> TextOf(const nlohmann::json& object, const char* member);

}  // namespace cobuild::token
