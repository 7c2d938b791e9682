// The kinds of facts that assessment keeps as records (common/records), and all of them in memory.
#pragma once

#include "common/records/record.h"
#include "common/records/shelf.h"
#include "common/records/standing.h"
#include "common/records/state.h"
#include "services/assessment/domain/metric.h"
#include "services/assessment/domain/report.h"

namespace cobuild::assessment {

using records::Record;

using Shelves = records::Shelves<Metric, Report, ReportContent>;
using AnyFacts = Shelves::Any;
using Rows = records::Rows<AnyFacts>;

// What every read is answered from and every rule decides on.
using Assessment = records::State<Shelves>;

}  // namespace cobuild::assessment
