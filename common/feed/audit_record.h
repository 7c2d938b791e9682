// A feed's changes as records of the audit trail.
#pragma once

#include <string>
#include <vector>

#include "common/audit/record.h"
#include "common/feed/change.h"

namespace cobuild::feed {

// The changes of one request after `last`, chained; `last` becomes the last of them.
std::vector<audit::Record> RecordsOf(const Request& request, base::Timestamp record_time,
                                     const std::vector<std::string>& resource_names,
                                     base::ChainEnd& last);

Change ChangeOf(const audit::Record& record);

}  // namespace cobuild::feed
