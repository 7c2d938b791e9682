// The kinds of facts that assessment keeps as records (common/records), and all of them in memory.
#pragma once

#include <string>
#include <string_view>

#include "common/records/record.h"
#include "common/records/shelf.h"
#include "common/records/standing.h"
#include "common/records/state.h"
#include "common/scope/places.h"
#include "services/assessment/domain/metric.h"
#include "services/assessment/domain/report.h"

namespace cobuild::assessment {

using records::Record;

using Shelves = records::Shelves<Metric, Report, ReportContent>;
using AnyFacts = Shelves::Any;
using Rows = records::Rows<AnyFacts>;

// What every read is answered from and every rule decides on.
class Assessment : public records::State<Shelves> {
 public:
  // Where a record is (common/records/places.h). Metrics are nowhere in particular: their RPCs show
  // them to everybody.
  scope::Places PlacesOf(std::string_view, const Report& report) const {
    return In(report.division);
  }
  scope::Places PlacesOf(std::string_view, const ReportContent& content) const {
    return In(content.division);
  }

 private:
  static scope::Places In(const std::string& division) {
    if (division.empty()) return {};
    return {.divisions = {division}, .organizations = {}};
  }
};

}  // namespace cobuild::assessment
