// Which villages have a service centre, and which centres were worked on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/registry/domain/days.h"
#include "services/registry/domain/registry.h"

namespace cobuild::registry {

struct CentreSummary {
  struct Row {
    std::string village_code;
    std::vector<std::string> centres;  // ids of those in use, in order; at least one
    std::optional<DataOrigin> data_origin;
  };
  std::vector<Row> rows;  // villages with a centre, in order of code
  int centres = 0;
  std::vector<std::string> missing;       // codes of the other villages, in order
  std::optional<DataOrigin> data_origin;  // nullopt when there is no centre
  int64_t position = 0;
};

// Centres in use on `day`, as known at `position`; `village_codes` are in order.
CentreSummary SummarizeServiceCentres(const Registry& registry, const base::Date& day,
                                      const std::vector<std::string>& village_codes,
                                      int64_t position);

struct WorkCounts {
  int built = 0;  // kNew
  int reconstructed_or_extended = 0;
  int repaired = 0;
};

struct WorkSummary {
  struct Row {
    std::string centre;  // id
    std::string village_code;
    WorkCounts works;
    std::optional<DataOrigin> data_origin;  // of the works
  };
  std::vector<Row> rows;  // centres with a work, in order of village and id
  WorkCounts centres;     // distinct centres with a work of the kind
  std::optional<DataOrigin> data_origin;
  int64_t position = 0;
};

// Works completed within `days`, as known at `position`; `village_codes` are in order.
WorkSummary SummarizeCentreWorks(const Registry& registry, const Days& days,
                                 const std::vector<std::string>& village_codes, int64_t position);

}  // namespace cobuild::registry
