// The funds from which the projects are paid, and what each was given for each year.
#pragma once

#include <string>
#include <vector>

#include "common/base/time.h"
#include "common/money/money.h"
#include "deploy/examples/jiangxia/projects.h"

namespace cobuild::jiangxia {

inline constexpr char kAgriculturalFund[] = "agricultural-development";
inline constexpr char kMunicipalFund[] = "municipal-co-building";
inline constexpr char kInfrastructureFund[] = "village-infrastructure";
inline constexpr char kIrrigationFund[] = "small-irrigation";

// Appropriated and paid, to the fen, in each of 2010 and 2011.
inline constexpr money::Fen kAgriculturalFundAYear{20'000'000'00};

struct Fund {
  std::string id;
  std::string display_name;
  std::string source;

  bool operator==(const Fund&) const = default;
};

// The same for every seed.
std::vector<Fund> MakeFunds();

// Of one of these funds.
std::string SourceOf(const std::string& fund);

enum class AppropriationState { kPlanned, kAppropriated };

struct Appropriation {
  std::string fund;
  int year;
  AppropriationState state;
  money::Fen amount;
  base::Date date;

  bool operator==(const Appropriation&) const = default;
};

// What the projects' contracts need, rounded up except for the agricultural fund; and what was
// planned for 2012.
std::vector<Appropriation> MakeAppropriations(const std::vector<Project>& projects);

}  // namespace cobuild::jiangxia
