// The messages that records of a service are on the wire, as its feed names them.
#pragma once

#include <string>
#include <type_traits>
#include <vector>

#include "common/records/record.h"

namespace cobuild::records {

namespace internal {

template <class Any>
struct MessageNames;
template <class... Facts>
struct MessageNames<AnyOf<Facts...>> {
  template <class Convert>
  static std::vector<std::string> Of() {
    return {std::invoke_result_t<Convert, const Record<Facts>&>::descriptor()->full_name()...};
  }
};

}  // namespace internal

// Full names of what `convert` makes of a record of each kind, in the order of the kinds.
template <class Any, class Convert>
std::vector<std::string> MessageNamesOf(const Convert&) {
  return internal::MessageNames<Any>::template Of<Convert>();
}

}  // namespace cobuild::records
