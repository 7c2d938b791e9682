// What goes into a statement and what comes out of it.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "common/base/time.h"

namespace cobuild::mysql {

// NULL, an integer, or text or bytes.
using Value = std::variant<std::monostate, int64_t, std::string>;

// Unsigned 64-bit integers are left out: the driver cannot take both kinds on one parameter.
template <typename T>
concept Integer = std::integral<T> &&(std::signed_integral<T> || sizeof(T) < sizeof(int64_t));

// One parameter of a statement; made from what it carries, so that a call reads
// `session.Execute(kInsert, {id, amount_fen, note, std::nullopt})`.
class Param {
 public:
  Param(std::nullopt_t) {}                                     // NOLINT: implicit on purpose
  Param(Integer auto number) : value_(int64_t{number}) {}      // NOLINT
  Param(const char* text) : value_(std::string(text)) {}       // NOLINT
  Param(std::string_view text) : value_(std::string(text)) {}  // NOLINT: text or bytes
  Param(std::string text) : value_(std::move(text)) {}         // NOLINT: text or bytes
  Param(const base::Date& date);                               // NOLINT: for DATE
  Param(base::Timestamp time);                                 // NOLINT: for DATETIME(6), in UTC
  template <typename T>
  Param(const std::optional<T>& value) {  // NOLINT: NULL when empty
    if (value) *this = Param(*value);
  }

  const Value& value() const { return value_; }

 private:
  Value value_;
};

using Params = std::vector<Param>;

// A column was read as what it is not: NULL as a value, text as a number, past the last column.
// A mistake in our own SQL, never of a caller; Database turns it into INTERNAL STORE_FAILURE.
class WrongRead : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

// One row of a result, owned. Columns count from 0. Every accessor throws WrongRead rather than
// making up a value; the Optional ones give nullopt for NULL and for nothing else.
class Row {
 public:
  explicit Row(std::vector<Value> values) : values_(std::move(values)) {}

  size_t size() const { return values_.size(); }
  bool IsNull(size_t column) const;

  // Integer columns, and DECIMALs without a fraction such as SUM() of integers.
  int64_t Int64(size_t column) const;
  // Text and bytes; DECIMALs with a fraction, as written by the server.
  const std::string& Text(size_t column) const;
  base::Date Date(size_t column) const;
  base::Timestamp Time(size_t column) const;

  std::optional<int64_t> OptionalInt64(size_t column) const;
  std::optional<std::string> OptionalText(size_t column) const;
  std::optional<base::Date> OptionalDate(size_t column) const;
  std::optional<base::Timestamp> OptionalTime(size_t column) const;

 private:
  const Value& At(size_t column) const;

  std::vector<Value> values_;
};

using Rows = std::vector<Row>;

}  // namespace cobuild::mysql
