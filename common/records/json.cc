#include "common/records/json.h"

namespace cobuild::records::internal {

std::string Dump(const nlohmann::json& json) { return json.dump(); }

nlohmann::json Parse(const std::string& text) { return nlohmann::json::parse(text); }

}  // namespace cobuild::records::internal
