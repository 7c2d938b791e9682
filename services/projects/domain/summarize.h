// Counts and sums of projects, by groups.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/records/moment.h"
#include "common/scope/reach.h"
#include "services/projects/domain/facts.h"
#include "services/projects/domain/filter.h"

namespace cobuild::projects {

enum class Grouping {
  kNone = 0,
  kCategory,
  kModel,
  kVillage,
  kTownship,
  kSponsor,
  kCampaign,
  kYear,
  kSource,
};

struct SummarizeQuery {
  ProjectFilter filter;
  std::set<std::string> villages;  // codes; empty: every village
  Grouping group_by = Grouping::kNone;
  records::ReadAt at;
  int page_size = 0;                 // groups; at least 1
  std::optional<std::string> after;  // last key of the page before; nullopt on the first
  scope::Reach reach = {};           // only projects that it sees, each with all its money
};

struct Summary {
  std::string key;  // as ProjectGrouping says in the proto
  int64_t project_count = 0;
  money::Fen budget;
  money::Fen declared;
  std::optional<DataOrigin> data_origin;  // EXAMPLE as soon as one project is; nullopt for none

  bool operator==(const Summary&) const = default;
};

struct SummaryPage {
  std::vector<Summary> groups;  // in order of key
  bool is_last = true;
  Summary total;  // of all groups
  records::Moment moment;
};

// A project counts under its lead village when that is one of the villages. Each line of its money
// is shared out to its villages by itself (money::Share), and the parts of the villages asked for
// are summed; so the groups' sums are the total's. SUM_TOO_LARGE; what Timeline::PositionOf
// refuses.
absl::StatusOr<SummaryPage> Summarize(const Projects& projects, const SummarizeQuery& query);

}  // namespace cobuild::projects
