// Facts that describe their own fields, once: from the description follow the digest that tells two
// requests apart (DigestOf) and the form in which they are stored (json.h).
//
//   struct Pairing {
//     std::string village_code;
//     std::optional<base::Date> end_date;
//
//     template <class Self, class Visit>
//     static void VisitFields(Self& self, Visit& visit) {
//       visit("village", self.village_code);
//       visit("end_date", self.end_date);
//     }
//     bool operator==(const Pairing&) const = default;
//   };
//
// A field is text, a whole number, bool, an enum, a day, an instant, fen, a digest, such facts
// themselves, or an optional or a vector of these. Names are stored: one that was released is never
// used for anything else.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "common/base/digest.h"
#include "common/base/time.h"
#include "common/money/money.h"

namespace cobuild::records {

namespace internal {

struct AnyVisit {
  template <class Field>
  void operator()(std::string_view, Field&) const {}
};

}  // namespace internal

// Whether T describes its fields.
template <class T>
inline constexpr bool kHasFields = requires(T& facts, internal::AnyVisit& visit) {
  T::VisitFields(facts, visit);
};

// Adds a value to a digest such that no two different values are added alike.
class FieldDigest {
 public:
  explicit FieldDigest(base::DigestBuilder& digest) : digest_(digest) {}

  // As VisitFields calls it.
  template <class Field>
  void operator()(std::string_view name, const Field& value) {
    digest_.Add(name);
    Add(value);
  }

 private:
  void Add(const std::string& text) { digest_.Add(text); }
  void Add(const base::Date& day) { digest_.Add(base::FormatDate(day)); }
  void Add(base::Timestamp time) { digest_.Add(time.micros); }
  void Add(money::Fen amount) { digest_.Add(amount.value); }
  void Add(const base::Digest& digest) { digest_.Add(digest); }

  template <class Number>
  requires std::integral<Number> || std::is_enum_v<Number>
  void Add(Number number) { digest_.Add(static_cast<int64_t>(number)); }

  template <class Value>
  void Add(const std::optional<Value>& value) {
    digest_.Add(int64_t{value.has_value()});
    if (value) Add(*value);
  }

  template <class Value>
  void Add(const std::vector<Value>& values) {
    digest_.Add(static_cast<int64_t>(values.size()));
    for (const Value& value : values) Add(value);
  }

  template <class Facts>
  requires kHasFields<const Facts>
  void Add(const Facts& facts) { Facts::VisitFields(facts, *this); }

  base::DigestBuilder& digest_;
};

// What a request asks for: the id that it names ("" when it names none) and its facts. `domain` is
// the method's, as "registry.create_pairing.v1".
template <class Facts>
base::Digest DigestOf(std::string_view domain, std::string_view id, const Facts& facts) {
  base::DigestBuilder digest(domain);
  digest.Add(id);
  FieldDigest visit(digest);
  Facts::VisitFields(facts, visit);
  return digest.Finish();
}

}  // namespace cobuild::records
