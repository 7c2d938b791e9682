// Facts for the tests of records: one kind with every type of field, one that is looked up by a
// key.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/digest.h"
#include "common/base/time.h"
#include "common/money/money.h"
#include "common/records/record.h"
#include "common/records/shelf.h"

namespace cobuild::records {

enum class Colour { kRed = 1, kBlue };

struct Part {
  std::string label;
  int64_t weight = 0;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("label", self.label);
    visit("weight", self.weight);
  }
  bool operator==(const Part&) const = default;
};

struct Thing {
  static constexpr std::string_view kKind = "thing";
  static constexpr std::string_view kNamePattern = "things/{}";

  std::string text;
  int64_t number = 0;
  bool flag = false;
  Colour colour = Colour::kRed;
  base::Date day;
  base::Timestamp time;
  money::Fen amount;
  base::Digest digest{};
  std::optional<base::Date> end_day;
  std::vector<std::string> words;
  std::vector<Part> parts;
  Part main_part;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("text", self.text);
    visit("number", self.number);
    visit("flag", self.flag);
    visit("colour", self.colour);
    visit("day", self.day);
    visit("time", self.time);
    visit("amount", self.amount);
    visit("digest", self.digest);
    visit("end_day", self.end_day);
    visit("words", self.words);
    visit("parts", self.parts);
    visit("main_part", self.main_part);
  }
  bool operator==(const Thing&) const = default;
};

struct Link {
  static constexpr std::string_view kKind = "link";
  static constexpr std::string_view kNamePattern = "things/{}/links/{}";

  std::string target;

  std::vector<std::string> Keys() const { return {target}; }
  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("target", self.target);
  }
  bool operator==(const Link&) const = default;
};

using TestShelves = Shelves<Thing, Link>;
using AnyFacts = TestShelves::Any;
using TestRows = Rows<AnyFacts>;

inline Thing FullThing() {
  return {.text = "山坡乡 \"quoted\"\n𠮷",
          .number = -9'000'000'000'000'000,
          .flag = true,
          .colour = Colour::kBlue,
          .day = {2011, 12, 31},
          .time = {1'330'000'000'000'001},
          .amount = {8'789'000'000},
          .digest = base::Sha256("dossier"),
          .end_day = base::Date{9999, 12, 31},
          .words = {"a,b", ""},
          .parts = {{"one", 1}, {"two", 2}},
          .main_part = {"main", 3}};
}

}  // namespace cobuild::records
