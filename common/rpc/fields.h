// Readers of request fields that every service shares. Each takes one field, adds what is wrong
// with it to `violations` under its path, and returns its value; after a violation the value has no
// meaning. So a FromProto reads all fields first and then asks Violations::Finish() once.
//
// Text arrives as valid UTF-8: the pipeline has refused any other message. Lengths are counted in
// code points.
#pragma once

#include <google/protobuf/generated_enum_reflection.h>
#include <google/protobuf/timestamp.pb.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cobuild/type/v1/read.pb.h"
#include "common/base/known_at.h"
#include "common/base/time.h"
#include "common/error/error.h"
#include "common/money/money.h"
#include "google/type/date.pb.h"
#include "google/type/money.pb.h"

namespace cobuild::rpc {

// The longest texts of kinds that many requests have, in characters.
inline constexpr size_t kMaxEtagCharacters = 64;
inline constexpr size_t kMaxNameCharacters = 100;
inline constexpr size_t kMaxSourceCharacters = 200;
inline constexpr size_t kMaxBasisCharacters = 500;
inline constexpr size_t kMaxReasonCharacters = 500;

// "names[3]": path of one element of a repeated field.
std::string ElementOf(std::string_view field, int index);

// 1 to `max_characters`. REQUIRED, TOO_LONG.
std::string RequiredText(error::Violations& violations, std::string_view field,
                         std::string_view value, size_t max_characters);
// At most `max_characters`. TOO_LONG.
std::string OptionalText(error::Violations& violations, std::string_view field,
                         std::string_view value, size_t max_characters);

// 1 to 64 characters. REQUIRED, TOO_LONG.
std::string RequiredRequestId(error::Violations& violations, std::string_view value);

// The request's etag: at most 64 characters, "" for whatever stands. TOO_LONG.
std::string OptionalEtag(error::Violations& violations, std::string_view value);

// ^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$ REQUIRED, MALFORMED.
std::string RequiredId(error::Violations& violations, std::string_view field,
                       std::string_view value);
// The same or "". MALFORMED.
std::string OptionalId(error::Violations& violations, std::string_view field,
                       std::string_view value);

// The 12 digits of "<collection>/{code}", as "villages/420115002201". REQUIRED, MALFORMED.
std::string RequiredCodeName(error::Violations& violations, std::string_view field,
                             std::string_view value, std::string_view collection);
// The same or "". MALFORMED.
std::string OptionalCodeName(error::Violations& violations, std::string_view field,
                             std::string_view value, std::string_view collection);

// The id of "<collection>/{id}", as "perimeters/jiangxia-277". REQUIRED, MALFORMED.
std::string RequiredIdName(error::Violations& violations, std::string_view field,
                           std::string_view value, std::string_view collection);
// The same or "". MALFORMED.
std::string OptionalIdName(error::Violations& violations, std::string_view field,
                           std::string_view value, std::string_view collection);

// The id of a record: the parts that fill the "{}" of `pattern`, joined by "/", as "a/2010" of
// "villages/a/acceptances/2010". Each part is an id. REQUIRED, MALFORMED.
std::string RequiredName(error::Violations& violations, std::string_view field,
                         std::string_view value, std::string_view pattern);
// The same or "". MALFORMED.
std::string OptionalName(error::Violations& violations, std::string_view field,
                         std::string_view value, std::string_view pattern);

// A day that exists; 0-0-0 counts as not given. REQUIRED, INVALID_DATE.
base::Date RequiredDate(error::Violations& violations, std::string_view field,
                        const google::type::Date& value);
std::optional<base::Date> OptionalDate(error::Violations& violations, std::string_view field,
                                       const google::type::Date& value);
// The day of a read: today in China when not given. INVALID_DATE.
base::Date AsOf(error::Violations& violations, const google::type::Date& value,
                base::Timestamp now);

// What a read may know; nothing set when `known_at` is absent from the request. REQUIRED when it is
// present and empty, OUT_OF_RANGE for a negative position or an instant outside years 1 to 9999.
// Instants are cut to microseconds.
template <class Req>
base::KnownAt KnownAtOf(error::Violations& violations, const Req& request);
base::KnownAt RequiredKnownAt(error::Violations& violations, const type::v1::KnownAt& value);

// Whole fen in CNY; an empty Money counts as not given. REQUIRED, NOT_CNY, FINER_THAN_FEN,
// OUT_OF_RANGE (parts of different sign, nanos of a unit or more, beyond int64 fen). The amount's
// own bounds are the service's.
money::Fen RequiredMoney(error::Violations& violations, std::string_view field,
                         const google::type::Money& value);

// A value that the enum declares. UNKNOWN_ENUM, and REQUIRED for its zero.
template <class Enum>
Enum RequiredEnum(error::Violations& violations, std::string_view field, Enum value);
// The same; zero means not given. UNKNOWN_ENUM.
template <class Enum>
Enum OptionalEnum(error::Violations& violations, std::string_view field, Enum value);

// At least one and at most `max` elements. REQUIRED, TOO_MANY.
void RequireSome(error::Violations& violations, std::string_view field, int count, int max);
// At most `max` elements. TOO_MANY.
void RequireAtMost(error::Violations& violations, std::string_view field, int count, int max);

google::type::Date ToProto(const base::Date& date);
google::type::Money ToProto(money::Fen amount);
google::protobuf::Timestamp ToProto(base::Timestamp time);

// ---- implementation of the templates ----

template <class Req>
base::KnownAt KnownAtOf(error::Violations& violations, const Req& request) {
  return request.has_known_at() ? RequiredKnownAt(violations, request.known_at()) : base::KnownAt{};
}

template <class Enum>
Enum OptionalEnum(error::Violations& violations, std::string_view field, Enum value) {
  const auto* descriptor = google::protobuf::GetEnumDescriptor<Enum>();
  if (descriptor->FindValueByNumber(static_cast<int>(value)) == nullptr) {
    violations.Add(std::string(field), "UNKNOWN_ENUM", "not a value of " + descriptor->name());
  }
  return value;
}

template <class Enum>
Enum RequiredEnum(error::Violations& violations, std::string_view field, Enum value) {
  if (static_cast<int>(value) == 0) {
    violations.Add(std::string(field), "REQUIRED", "must be given");
  }
  return OptionalEnum(violations, field, value);
}

}  // namespace cobuild::rpc
