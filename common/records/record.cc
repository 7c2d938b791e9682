#include "common/records/record.h"

namespace cobuild::records {

std::string NameOf(std::string_view pattern, std::string_view id) {
  std::string name;
  while (true) {
    const size_t hole = pattern.find("{}");
    name += pattern.substr(0, hole);
    if (hole == std::string_view::npos) return name;
    pattern.remove_prefix(hole + 2);
    const size_t end = id.find('/');
    name += id.substr(0, end);
    id.remove_prefix(end == std::string_view::npos ? id.size() : end + 1);
  }
}

}  // namespace cobuild::records
