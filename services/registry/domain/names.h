// Resource names, as the feed and the API write them.
#pragma once

#include <string>
#include <string_view>

#include "common/base/time.h"

namespace cobuild::registry {

std::string DivisionName(std::string_view code);  // "divisions/420115002000"
std::string VillageName(std::string_view code);   // "villages/420115002201"
// "villages/420115002201/episodes/2010-01-01"
std::string EpisodeName(std::string_view village_code, const base::Date& entered_date);

}  // namespace cobuild::registry
