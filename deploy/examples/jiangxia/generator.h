// The synthesised facts of the example: which villages were in a category, and what each earned.
// Pure: equal seeds give equal facts on every machine.
//
// Whatever the seed, the facts make the claims of the 2012 report true that they are about: 61
// category villages (2, 3, 5 and 51), the yearly totals of the 277 villages and of the 51 hollow
// ones, and the thresholds that "every" village passed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cobuild/finance/v1/income.pb.h"
#include "cobuild/registry/v1/village.pb.h"
#include "common/money/money.h"

namespace cobuild::jiangxia {

inline constexpr size_t kProgrammeVillages = 277;

// Entered on 2010-01-01.
struct Episode {
  std::string village_code;
  registry::v1::VillageCategory category;
};

struct Income {
  std::string village_code;
  int year;
  finance::v1::IncomeCategory category;
  money::Fen amount;  // above zero
};

struct Facts {
  std::vector<Episode> episodes;  // by village code
  std::vector<Income> incomes;    // by village code, year and category
};

// `village_codes` are the programme's villages in order of code; exactly kProgrammeVillages.
Facts Generate(uint64_t seed, const std::vector<std::string>& village_codes);

}  // namespace cobuild::jiangxia
