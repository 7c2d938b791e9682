// Described facts (fields.h) as a JSON object, which is how they stand in the database: days as
// "2011-12-31", instants as microseconds, money as fen, digests as hexadecimal, enums as numbers,
// what is absent as null. Included by stores alone: the library behind it is slow to compile.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "common/mysql/value.h"
#include "common/records/fields.h"

namespace cobuild::records {
namespace internal {

inline nlohmann::json ToJson(const std::string& text) { return text; }
inline nlohmann::json ToJson(const base::Date& day) { return base::FormatDate(day); }
inline nlohmann::json ToJson(base::Timestamp time) { return time.micros; }
inline nlohmann::json ToJson(money::Fen amount) { return amount.value; }
inline nlohmann::json ToJson(const base::Digest& digest) { return base::ToHex(digest); }
inline nlohmann::json ToJson(bool flag) { return flag; }
template <class Number>
requires std::integral<Number> || std::is_enum_v<Number> nlohmann::json ToJson(Number number) {
  return static_cast<int64_t>(number);
}
template <class Value>
nlohmann::json ToJson(const std::optional<Value>& value);
template <class Value>
nlohmann::json ToJson(const std::vector<Value>& values);
template <class Facts>
requires kHasFields<const Facts> nlohmann::json ToJson(const Facts& facts);

template <class Value>
nlohmann::json ToJson(const std::optional<Value>& value) {
  return value ? ToJson(*value) : nlohmann::json();
}
template <class Value>
nlohmann::json ToJson(const std::vector<Value>& values) {
  nlohmann::json array = nlohmann::json::array();
  for (const Value& value : values) array.push_back(ToJson(value));
  return array;
}

struct JsonWriter {
  nlohmann::json object = nlohmann::json::object();
  template <class Field>
  void operator()(std::string_view name, const Field& value) {
    object[std::string(name)] = ToJson(value);
  }
};

template <class Facts>
requires kHasFields<const Facts> nlohmann::json ToJson(const Facts& facts) {
  JsonWriter writer;
  Facts::VisitFields(facts, writer);
  return std::move(writer.object);
}

// Out of line, so that the library's reader and writer are compiled once. Parse throws as that
// does.
std::string Dump(const nlohmann::json& json);
nlohmann::json Parse(const std::string& text);

[[noreturn]] inline void ThrowWrong(std::string_view what) {
  throw mysql::WrongRead("a record's body has no " + std::string(what));
}

inline void FromJson(const nlohmann::json& json, std::string& text) { json.get_to(text); }
inline void FromJson(const nlohmann::json& json, base::Date& day) {
  const auto parsed = base::ParseDate(json.get<std::string>());
  if (!parsed) ThrowWrong("day");
  day = *parsed;
}
inline void FromJson(const nlohmann::json& json, base::Timestamp& time) {
  json.get_to(time.micros);
}
inline void FromJson(const nlohmann::json& json, money::Fen& amount) { json.get_to(amount.value); }
inline void FromJson(const nlohmann::json& json, base::Digest& digest) {
  const auto parsed = base::DigestFromHex(json.get<std::string>());
  if (!parsed) ThrowWrong("digest");
  digest = *parsed;
}
inline void FromJson(const nlohmann::json& json, bool& flag) { json.get_to(flag); }
template <class Number>
requires std::integral<Number> || std::is_enum_v<Number>
void FromJson(const nlohmann::json& json, Number& number) {
  number = static_cast<Number>(json.get<int64_t>());
}
template <class Value>
void FromJson(const nlohmann::json& json, std::optional<Value>& value);
template <class Value>
void FromJson(const nlohmann::json& json, std::vector<Value>& values);
template <class Facts>
requires kHasFields<Facts>
void FromJson(const nlohmann::json& json, Facts& facts);

template <class Value>
void FromJson(const nlohmann::json& json, std::optional<Value>& value) {
  if (json.is_null()) return;
  FromJson(json, value.emplace());
}
template <class Value>
void FromJson(const nlohmann::json& json, std::vector<Value>& values) {
  if (!json.is_array()) ThrowWrong("list");
  for (const nlohmann::json& element : json) FromJson(element, values.emplace_back());
}

// A field that the body does not name keeps the value that it has by itself: it was described after
// the body was written.
struct JsonReader {
  const nlohmann::json& object;
  template <class Field>
  void operator()(std::string_view name, Field& value) {
    const auto found = object.find(std::string(name));
    if (found != object.end()) FromJson(*found, value);
  }
};

template <class Facts>
requires kHasFields<Facts>
void FromJson(const nlohmann::json& json, Facts& facts) {
  if (!json.is_object()) ThrowWrong("object");
  JsonReader reader{json};
  Facts::VisitFields(facts, reader);
}

}  // namespace internal

template <class Facts>
std::string BodyOf(const Facts& facts) {
  return internal::Dump(internal::ToJson(facts));
}

// Throws mysql::WrongRead for a body that is not what BodyOf gave for such facts.
template <class Facts>
Facts FromBody(const std::string& body) {
  Facts facts;
  try {
    internal::FromJson(internal::Parse(body), facts);
  } catch (const nlohmann::json::exception&) {
    internal::ThrowWrong("such fields");
  }
  return facts;
}

}  // namespace cobuild::records
