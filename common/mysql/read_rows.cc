#include "common/mysql/read_rows.h"

#include <cppconn/datatype.h>
#include <cppconn/resultset.h>
#include <cppconn/resultset_metadata.h>

#include <charconv>
#include <cstdint>
#include <utility>

#include "fmt/format.h"

namespace cobuild::mysql {
namespace {

// Text that is a whole number becomes one: DECIMAL without a fraction, BIGINT UNSIGNED.
Value ToNumberIfWhole(std::string text) {
  int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, number);
  if (failure == std::errc() && stop == end) return number;
  return text;
}

// `column` counts from 1, as the driver does.
Value ReadValue(const sql::ResultSet& result, sql::ResultSetMetaData& columns, uint32_t column) {
  if (result.isNull(column)) return Value();
  switch (columns.getColumnType(column)) {
    case sql::DataType::TINYINT:
    case sql::DataType::SMALLINT:
    case sql::DataType::MEDIUMINT:
    case sql::DataType::INTEGER:
    case sql::DataType::YEAR:
      return result.getInt64(column);
    case sql::DataType::BIGINT:
      if (columns.isSigned(column)) return result.getInt64(column);
      return ToNumberIfWhole(result.getString(column));
    case sql::DataType::DECIMAL:
    case sql::DataType::NUMERIC:
      return ToNumberIfWhole(result.getString(column));
    case sql::DataType::REAL:
    case sql::DataType::DOUBLE:
      throw WrongRead(fmt::format("column {} is a floating-point number", column - 1));
    default:
      return std::string(result.getString(column));
  }
}

}  // namespace

Rows ReadRows(sql::ResultSet& result) {
  sql::ResultSetMetaData& columns = *result.getMetaData();  // the result's own
  const uint32_t count = columns.getColumnCount();
  Rows rows;
  rows.reserve(result.rowsCount());
  while (result.next()) {
    std::vector<Value> values;
    values.reserve(count);
    for (uint32_t column = 1; column <= count; ++column) {
      values.push_back(ReadValue(result, columns, column));
    }
    rows.emplace_back(std::move(values));
  }
  return rows;
}

}  // namespace cobuild::mysql
