#include "common/rpc/fields.h"

#include "common/base/text.h"

namespace cobuild::rpc {
namespace {

constexpr size_t kMaxRequestIdCharacters = 64;
constexpr int32_t kNanosPerFen = 10'000'000;
constexpr int32_t kNanosPerUnit = 1'000'000'000;
constexpr int64_t kMicrosPerSecond = 1'000'000;
// 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z, the range of google.protobuf.Timestamp.
constexpr int64_t kMinSeconds = -62'135'596'800;
constexpr int64_t kMaxSeconds = 253'402'300'799;

void AddRequired(error::Violations& violations, std::string_view field) {
  violations.Add(std::string(field), "REQUIRED", "must be given");
}

// Puts the parts of `name` that stand for "{}" in `pattern` into `id`; false when they do not fit.
bool PartsOf(std::string_view name, std::string_view pattern, std::string& id) {
  constexpr std::string_view kHole = "{}";
  while (true) {
    const size_t hole = pattern.find(kHole);
    if (!name.starts_with(pattern.substr(0, hole))) return false;
    if (hole == std::string_view::npos) return name == pattern;
    name.remove_prefix(hole);
    pattern.remove_prefix(hole + kHole.size());
    const std::string_view part = name.substr(0, name.find('/'));
    if (!base::IsResourceId(part)) return false;
    if (!id.empty()) id += '/';
    id += part;
    name.remove_prefix(part.size());
  }
}

// What stands after "<collection>/"; "" when `value` does not start so.
std::string_view LastSegment(std::string_view value, std::string_view collection) {
  if (value.size() <= collection.size() + 1) return {};
  if (!value.starts_with(collection) || value[collection.size()] != '/') return {};
  return value.substr(collection.size() + 1);
}

}  // namespace

std::string ElementOf(std::string_view field, int index) {
  return std::string(field) + '[' + std::to_string(index) + ']';
}

std::string RequiredText(error::Violations& violations, std::string_view field,
                         std::string_view value, size_t max_characters) {
  if (value.empty()) AddRequired(violations, field);
  return OptionalText(violations, field, value, max_characters);
}

std::string OptionalText(error::Violations& violations, std::string_view field,
                         std::string_view value, size_t max_characters) {
  if (base::CodePoints(value) > max_characters) {
    violations.Add(std::string(field), "TOO_LONG",
                   "must have at most " + std::to_string(max_characters) + " characters");
  }
  return std::string(value);
}

std::string RequiredRequestId(error::Violations& violations, std::string_view value) {
  return RequiredText(violations, "request_id", value, kMaxRequestIdCharacters);
}

std::string OptionalEtag(error::Violations& violations, std::string_view value) {
  return OptionalText(violations, "etag", value, kMaxEtagCharacters);
}

std::string RequiredId(error::Violations& violations, std::string_view field,
                       std::string_view value) {
  if (value.empty()) AddRequired(violations, field);
  return OptionalId(violations, field, value);
}

std::string OptionalId(error::Violations& violations, std::string_view field,
                       std::string_view value) {
  if (!value.empty() && !base::IsResourceId(value)) {
    violations.Add(std::string(field), "MALFORMED",
                   "must match ^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$");
  }
  return std::string(value);
}

std::string RequiredCodeName(error::Violations& violations, std::string_view field,
                             std::string_view value, std::string_view collection) {
  if (value.empty()) AddRequired(violations, field);
  return OptionalCodeName(violations, field, value, collection);
}

std::string OptionalCodeName(error::Violations& violations, std::string_view field,
                             std::string_view value, std::string_view collection) {
  if (value.empty()) return {};
  const std::string_view code = LastSegment(value, collection);
  if (!base::IsDivisionCode(code)) {
    violations.Add(std::string(field), "MALFORMED",
                   "must be " + std::string(collection) + "/ and 12 digits");
  }
  return std::string(code);
}

std::string RequiredIdName(error::Violations& violations, std::string_view field,
                           std::string_view value, std::string_view collection) {
  if (value.empty()) AddRequired(violations, field);
  return OptionalIdName(violations, field, value, collection);
}

std::string OptionalIdName(error::Violations& violations, std::string_view field,
                           std::string_view value, std::string_view collection) {
  if (value.empty()) return {};
  const std::string_view id = LastSegment(value, collection);
  if (!base::IsResourceId(id)) {
    violations.Add(std::string(field), "MALFORMED",
                   "must be " + std::string(collection) + "/ and an id");
  }
  return std::string(id);
}

std::string RequiredName(error::Violations& violations, std::string_view field,
                         std::string_view value, std::string_view pattern) {
  if (value.empty()) AddRequired(violations, field);
  return OptionalName(violations, field, value, pattern);
}

std::string OptionalName(error::Violations& violations, std::string_view field,
                         std::string_view value, std::string_view pattern) {
  if (value.empty()) return {};
  std::string id;
  if (!PartsOf(value, pattern, id)) {
    violations.Add(std::string(field), "MALFORMED",
                   "must be " + std::string(pattern) + " with an id for each {}");
  }
  return id;
}

base::Date RequiredDate(error::Violations& violations, std::string_view field,
                        const google::type::Date& value) {
  const auto date = OptionalDate(violations, field, value);
  if (!date) AddRequired(violations, field);
  return date.value_or(base::Date{});
}

std::optional<base::Date> OptionalDate(error::Violations& violations, std::string_view field,
                                       const google::type::Date& value) {
  if (value.year() == 0 && value.month() == 0 && value.day() == 0) return std::nullopt;
  const base::Date date{value.year(), value.month(), value.day()};
  if (!base::IsValid(date)) {
    violations.Add(std::string(field), "INVALID_DATE", "must be a day that exists");
  }
  return date;
}

base::Date AsOf(error::Violations& violations, const google::type::Date& value,
                base::Timestamp now) {
  const auto date = OptionalDate(violations, "as_of", value);
  return date ? *date : base::BusinessDay(now);
}

base::KnownAt RequiredKnownAt(error::Violations& violations, const type::v1::KnownAt& value) {
  base::KnownAt known_at;
  switch (value.bound_case()) {
    case type::v1::KnownAt::kTime: {
      const int64_t seconds = value.time().seconds();
      const int32_t nanos = value.time().nanos();
      if (seconds < kMinSeconds || seconds > kMaxSeconds || nanos < 0 || nanos >= kNanosPerUnit) {
        violations.Add("known_at.time", "OUT_OF_RANGE", "must be an instant of years 1 to 9999");
        break;
      }
      known_at.time = base::Timestamp{seconds * kMicrosPerSecond + nanos / 1000};
      break;
    }
    case type::v1::KnownAt::kPosition:
      if (value.position() < 0) {
        violations.Add("known_at.position", "OUT_OF_RANGE", "must not be negative");
      }
      known_at.position = value.position();
      break;
    case type::v1::KnownAt::BOUND_NOT_SET:
      AddRequired(violations, "known_at");
      break;
  }
  return known_at;
}

money::Fen RequiredMoney(error::Violations& violations, std::string_view field,
                         const google::type::Money& value) {
  if (value.currency_code().empty() && value.units() == 0 && value.nanos() == 0) {
    AddRequired(violations, field);
    return {};
  }
  if (value.currency_code() != "CNY") {
    violations.Add(std::string(field), "NOT_CNY", "currency_code must be CNY");
    return {};
  }
  if (value.nanos() % kNanosPerFen != 0) {
    violations.Add(std::string(field), "FINER_THAN_FEN", "must be whole fen");
    return {};
  }
  const auto amount = money::FromUnitsAndNanos(value.units(), value.nanos());
  if (!amount) {
    violations.Add(std::string(field), "OUT_OF_RANGE",
                   "units and nanos must agree in sign, nanos stay below one unit, and the amount "
                   "fit 64 bits of fen");
  }
  return amount.value_or(money::Fen{});
}

void RequireSome(error::Violations& violations, std::string_view field, int count, int max) {
  if (count == 0) AddRequired(violations, field);
  RequireAtMost(violations, field, count, max);
}

void RequireAtMost(error::Violations& violations, std::string_view field, int count, int max) {
  if (count > max) {
    violations.Add(std::string(field), "TOO_MANY",
                   "must have at most " + std::to_string(max) + " elements");
  }
}

google::type::Date ToProto(const base::Date& date) {
  google::type::Date proto;
  proto.set_year(date.year);
  proto.set_month(date.month);
  proto.set_day(date.day);
  return proto;
}

google::type::Money ToProto(money::Fen amount) {
  google::type::Money proto;
  proto.set_currency_code("CNY");
  proto.set_units(money::Units(amount));
  proto.set_nanos(money::Nanos(amount));
  return proto;
}

google::protobuf::Timestamp ToProto(base::Timestamp time) {
  // Floored, so that nanos are positive before 1970 too.
  int64_t seconds = time.micros / kMicrosPerSecond;
  int64_t micros = time.micros % kMicrosPerSecond;
  if (micros < 0) {
    seconds -= 1;
    micros += kMicrosPerSecond;
  }
  google::protobuf::Timestamp proto;
  proto.set_seconds(seconds);
  proto.set_nanos(static_cast<int32_t>(micros * 1000));
  return proto;
}

}  // namespace cobuild::rpc
