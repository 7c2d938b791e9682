// What the programme shows and rallies for: demonstration belts and sites, and campaigns.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/base/time.h"
#include "deploy/examples/jiangxia/cohorts.h"

namespace cobuild::jiangxia {

enum class DemonstrationKind { kBelt, kSite };

struct Demonstration {
  std::string id;
  std::string display_name;
  DemonstrationKind kind;
  base::Date established;
  std::vector<std::string> villages;          // codes, in order
  std::vector<std::string> leading_villages;  // of them

  bool operator==(const Demonstration&) const = default;
};

// The belt along highway 107 and the site of 大罾埠.
std::vector<Demonstration> MakeDemonstrations(uint64_t seed, const Cohorts& cohorts);

struct Campaign {
  std::string id;
  std::string display_name;
  std::string purpose;
  base::Date start;
  base::Date end;  // first day after it

  bool operator==(const Campaign&) const = default;
};

inline constexpr char kGreenHomes[] = "green-homes";

// The same for every seed.
std::vector<Campaign> MakeCampaigns();

}  // namespace cobuild::jiangxia
