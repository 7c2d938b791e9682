// The driver's result as rows of our own.
#pragma once

#include "common/mysql/value.h"

namespace sql {
class ResultSet;
}  // namespace sql

namespace cobuild::mysql {

// All that is left of `result`. Throws the driver's exceptions, and WrongRead for a floating-point
// column.
Rows ReadRows(sql::ResultSet& result);

}  // namespace cobuild::mysql
