// The eighth election of the villages' two committees (村两委换届).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/base/time.h"
#include "deploy/examples/jiangxia/cohorts.h"

namespace cobuild::jiangxia {

// The day is assumed; the report names the election and not the day.
inline constexpr base::Date kElectionDay{2011, 10, 15};

enum class Education { kPrimary, kJuniorSecondary, kSeniorSecondary, kCollege };

struct Member {
  std::string person;  // the same id before and after for who was elected again
  base::Date birth_date;
  Education education;
  bool secretary;  // of the village's party branch

  bool operator==(const Member&) const = default;
};

struct Election {
  std::string village;  // code
  base::Date date;
  std::vector<Member> before;
  std::vector<Member> after;
  bool secretary_changed;

  bool operator==(const Election&) const = default;
};

// One a village, in order of code: 1,500 members before and 1,500 after.
std::vector<Election> MakeElections(uint64_t seed, const Cohorts& cohorts);

}  // namespace cobuild::jiangxia
