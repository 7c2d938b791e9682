// Multi-row inserts as SQL text. A prepared statement made for the very number of rows costs a
// tenth to a quarter less CPU, but groups come in every size, and pieces of a few prepared sizes
// lose in round trips what they save.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/mysql/value.h"

namespace cobuild::mysql {

// Appends `value` as a literal. Text that could need an escape, and bytes, are hexadecimal, so that
// no escaping rule (and no SQL mode) decides where a literal ends.
void AppendLiteral(const Value& value, std::string& sql);

// `insert`, some rows, `suffix`; as few such statements as hold all `rows` without one being longer
// than `limit_bytes`. INTERNAL when a row is too large by itself, empty, or unlike the first.
absl::StatusOr<std::vector<std::string>> InsertStatements(std::string_view insert,
                                                          const std::vector<Params>& rows,
                                                          std::string_view suffix,
                                                          size_t limit_bytes);

}  // namespace cobuild::mysql
