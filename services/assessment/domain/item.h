// What the other services recorded, in the one form in which figures take it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "common/money/money.h"
#include "services/assessment/domain/exact.h"
#include "services/assessment/domain/verification.h"
#include "services/assessment/domain/village.h"

namespace cobuild::assessment {

// What a record says of the fact that a metric asks for.
enum class Held { kYes, kNo, kUnknown };

inline constexpr int64_t kFenPerYuan = 100;

// One record: a project, a posting, an election's result in one village, a fund's year.
struct Item {
  std::string name;  // of the record, as "postings/p1"; "" where it is no record of its own
  std::string display_name = {};
  std::string village = {};   // code; "" where it belongs to no village
  std::string division = {};  // code, of what belongs to a division above the villages; else ""
  // 1 of what is counted, {fen, 100}, or {parts, wholes}; of one form within a fact.
  Exact value = {.numerator = 1};
  Exact before = {};  // where the fact is about an event: the same before it; {0, 0}: not recorded
  Held held = Held::kYes;
  std::vector<std::string> facts = {};  // names of the records behind it; none: its own
  int64_t weight = 0;                   // persons behind the value; 0: not stated
  DataOrigin origin = DataOrigin::kUnknown;
  Verification verification = {};  // of the records behind it; none where records have no state
};

struct Income {
  money::Fen amount;
  DataOrigin origin = DataOrigin::kUnknown;
  Verification verification = {};
};

// Incomes of one year by village code. A village without one is unknown, not zero.
using Incomes = std::map<std::string, Income>;

// One item a village.
std::vector<Item> ItemsOf(const Incomes& incomes);

}  // namespace cobuild::assessment
