#include "services/registry/domain/names.h"

#include <fmt/format.h>

namespace cobuild::registry {

std::string DivisionName(std::string_view code) { return fmt::format("divisions/{}", code); }

std::string VillageName(std::string_view code) { return fmt::format("villages/{}", code); }

std::string EpisodeName(std::string_view village_code, const base::Date& entered_date) {
  return fmt::format("villages/{}/episodes/{}", village_code, base::FormatDate(entered_date));
}

}  // namespace cobuild::registry
