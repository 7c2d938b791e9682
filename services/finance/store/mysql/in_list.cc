#include "services/finance/store/mysql/in_list.h"

namespace cobuild::finance {

std::string InList(size_t count, std::string_view element) {
  std::string list = "(";
  for (size_t i = 0; i < count; ++i) {
    if (i > 0) list += ", ";
    list += element;
  }
  return list + ")";
}

}  // namespace cobuild::finance
