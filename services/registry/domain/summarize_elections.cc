#include "services/registry/domain/summarize_elections.h"

#include <utility>

#include "services/registry/domain/scope.h"

namespace cobuild::registry {
namespace {

MemberCounts CountsOf(const std::vector<ElectionMember>& members) {
  MemberCounts counts;
  for (const ElectionMember& member : members) {
    ++counts.members;
    if (member.age <= kYoungAge) ++counts.aged_35_or_under;
    if (member.education >= EducationLevel::kSeniorSecondary) ++counts.senior_secondary_or_above;
  }
  return counts;
}

ElectionCounts CountsOf(const Election& election) {
  return {.elections = 1,
          .before = CountsOf(election.members_before),
          .after = CountsOf(election.members_after),
          .secretaries_changed = election.secretary_changed ? 1 : 0};
}

void Add(const MemberCounts& counts, MemberCounts& total) {
  total.members += counts.members;
  total.aged_35_or_under += counts.aged_35_or_under;
  total.senior_secondary_or_above += counts.senior_secondary_or_above;
}

void Add(const ElectionCounts& counts, ElectionCounts& total) {
  total.elections += counts.elections;
  Add(counts.before, total.before);
  Add(counts.after, total.after);
  total.secretaries_changed += counts.secretaries_changed;
}

}  // namespace

ElectionSummary SummarizeElections(const Registry& registry, std::string_view round,
                                   const std::vector<std::string>& village_codes,
                                   int64_t position) {
  ElectionSummary summary;
  summary.position = position;
  for (const std::string& code : village_codes) {
    const Record<Election>* election =
        registry.Of<Election>().Find(ElectionId(code, round), position);
    if (election == nullptr) {
      summary.missing.push_back(code);
      continue;
    }
    const ElectionCounts counts = CountsOf(election->facts);
    Add(counts, summary.total);
    Combine(summary.data_origin, election->facts.data_origin);
    summary.rows.push_back({code, counts, election->facts.data_origin});
  }
  return summary;
}

}  // namespace cobuild::registry
