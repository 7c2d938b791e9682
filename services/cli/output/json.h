// A message of the contract as JSON, the same way everywhere: field names as in the proto, every
// field present, money and other decimals as strings ("49000.00"), days as "2011-12-31", instants
// as RFC 3339, enums by name, what is not given (an absent message, an enum's zero) as null.
#pragma once

#include <google/protobuf/message.h>

#include <nlohmann/json.hpp>
#include <string>

namespace cobuild::cli {

// Keys keep the order in which they were set, so that output is stable.
using Json = nlohmann::ordered_json;

Json ToJson(const google::protobuf::Message& message);

// Indented by two blanks; bytes that are not UTF-8 show as U+FFFD.
std::string Dump(const Json& json);
// The same on one line.
std::string DumpLine(const Json& json);

// For a person or a CSV cell: text as it is, null as "", lists joined with ", ", everything else as
// JSON.
std::string CellText(const Json& value);

}  // namespace cobuild::cli
