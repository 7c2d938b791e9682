// What of the example is real: the divisions and, among them, the programme's 277 villages.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/division.pb.h"

namespace cobuild::jiangxia {

struct Programme {
  std::vector<registry::v1::ImportRow> divisions;  // as in divisions.csv
  std::vector<registry::v1::ImportRow> villages;   // of them the programme's, in order of code
};

// From the file that the build put into the program. INTERNAL when it does not hold 277 villages.
absl::StatusOr<Programme> ReadProgramme();

std::vector<std::string> CodesOf(const std::vector<registry::v1::ImportRow>& divisions);

// Prefixes of codes by which the perimeters are made.
inline constexpr char kDistrictPrefix[] = "420115";
inline constexpr const char* kExcludedStreets[] = {"420115086", "420115087", "420115088",
                                                   "420115089"};
inline constexpr char kShanpoPrefix[] = "420115010";
inline constexpr const char* kJinkouPrefixes[] = {"420115002", "420115405"};

}  // namespace cobuild::jiangxia
