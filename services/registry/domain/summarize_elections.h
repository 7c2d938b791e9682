// Counts of one round of elections over villages.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/registry/domain/registry.h"

namespace cobuild::registry {

// 35岁以下: the bound is included (Civil Code art. 1259).
inline constexpr int kYoungAge = 35;

struct MemberCounts {
  int members = 0;
  int aged_35_or_under = 0;
  int senior_secondary_or_above = 0;
};

struct ElectionCounts {
  int elections = 0;
  MemberCounts before;
  MemberCounts after;
  int secretaries_changed = 0;
};

struct ElectionSummary {
  struct Row {
    std::string village_code;
    ElectionCounts counts;
    DataOrigin data_origin = DataOrigin::kRecorded;
  };
  std::vector<Row> rows;  // villages with an election of the round, in order of code
  ElectionCounts total;
  std::vector<std::string> missing;       // codes of the others, in order
  std::optional<DataOrigin> data_origin;  // nullopt when there is no election
  int64_t position = 0;
};

// As known at `position`; `village_codes` are in order.
ElectionSummary SummarizeElections(const Registry& registry, std::string_view round,
                                   const std::vector<std::string>& village_codes, int64_t position);

}  // namespace cobuild::registry
