// What is wrong with a row of an import by itself.
#pragma once

#include <optional>
#include <string>

#include "services/registry/domain/import.h"

namespace cobuild::registry {

// Where a fault is and why.
struct Fault {
  std::string field;
  std::string reason;
  std::string description;
};

// The first fault, field by field in the order of the proto: OUT_OF_RANGE, REQUIRED, MALFORMED,
// TOO_LONG, UNKNOWN_ENUM, TOO_MANY, and PARENT_LEVEL for a province with a parent.
std::optional<Fault> CheckRow(const ImportRow& row);

bool IsLevel(Level level);

}  // namespace cobuild::registry
