#include "services/registry/domain/summarize_centres.h"

#include <utility>

#include "services/registry/domain/names.h"
#include "services/registry/domain/scope.h"

namespace cobuild::registry {
namespace {

// Calls `visit(const Record<ServiceCentre>&)` with each centre of a village, in order of id.
template <class Visit>
void VisitCentres(const Registry& registry, const std::string& village_code, int64_t position,
                  Visit visit) {
  registry.Of<ServiceCentre>().VisitKeyAfter(VillageName(village_code), "", position,
                                             [&](const Record<ServiceCentre>& centre) {
                                               if (centre.facts.village_code == village_code)
                                                 visit(centre);
                                               return true;
                                             });
}

void Count(CentreWorkKind kind, WorkCounts& counts) {
  switch (kind) {
    case CentreWorkKind::kNew:
      ++counts.built;
      break;
    case CentreWorkKind::kReconstructionExtension:
      ++counts.reconstructed_or_extended;
      break;
    case CentreWorkKind::kRepair:
      ++counts.repaired;
      break;
  }
}

WorkSummary::Row RowOf(const Registry& registry, const Record<ServiceCentre>& centre,
                       const Days& days, int64_t position) {
  WorkSummary::Row row{centre.id, centre.facts.village_code, {}, {}};
  registry.Of<CentreWork>().VisitKeyAfter(
      records::NameOf<ServiceCentre>(centre.id), "", position, [&](const Record<CentreWork>& work) {
        if (work.facts.completion_date && days.Contain(*work.facts.completion_date)) {
          Count(work.facts.kind, row.works);
          Combine(row.data_origin, work.facts.data_origin);
        }
        return true;
      });
  return row;
}

void Add(WorkSummary::Row row, WorkSummary& summary) {
  if (!row.data_origin) return;  // no work within the days
  summary.centres.built += row.works.built > 0 ? 1 : 0;
  summary.centres.reconstructed_or_extended += row.works.reconstructed_or_extended > 0 ? 1 : 0;
  summary.centres.repaired += row.works.repaired > 0 ? 1 : 0;
  Combine(summary.data_origin, *row.data_origin);
  summary.rows.push_back(std::move(row));
}

}  // namespace

CentreSummary SummarizeServiceCentres(const Registry& registry, const base::Date& day,
                                      const std::vector<std::string>& village_codes,
                                      int64_t position) {
  CentreSummary summary;
  summary.position = position;
  for (const std::string& code : village_codes) {
    CentreSummary::Row row{code, {}, {}};
    VisitCentres(registry, code, position, [&](const Record<ServiceCentre>& centre) {
      if (!centre.facts.IsInUseOn(day)) return;
      row.centres.push_back(centre.id);
      Combine(row.data_origin, centre.facts.data_origin);
    });
    if (!row.data_origin) {
      summary.missing.push_back(code);
      continue;
    }
    summary.centres += static_cast<int>(row.centres.size());
    Combine(summary.data_origin, *row.data_origin);
    summary.rows.push_back(std::move(row));
  }
  return summary;
}

WorkSummary SummarizeCentreWorks(const Registry& registry, const Days& days,
                                 const std::vector<std::string>& village_codes, int64_t position) {
  WorkSummary summary;
  summary.position = position;
  for (const std::string& code : village_codes) {
    VisitCentres(registry, code, position, [&](const Record<ServiceCentre>& centre) {
      Add(RowOf(registry, centre, days, position), summary);
    });
  }
  return summary;
}

}  // namespace cobuild::registry
