// How far what people have stated was checked (填报, 审核, 认定).
#pragma once

#include <cstdint>

namespace cobuild::assessment {

// Records behind a value by their state.
struct Verification {
  int64_t declared = 0;           // nobody has checked them
  int64_t township_verified = 0;  // a township has, and the district has not accepted them
  int64_t district_accepted = 0;

  Verification& operator+=(const Verification& other) {
    declared += other.declared;
    township_verified += other.township_verified;
    district_accepted += other.district_accepted;
    return *this;
  }
  bool operator==(const Verification&) const = default;
};

}  // namespace cobuild::assessment
