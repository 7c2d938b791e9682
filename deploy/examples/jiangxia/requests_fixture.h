// What tests ask of the example's requests.
#pragma once

#include <google/type/money.pb.h>

#include <cstdint>

#include "deploy/examples/jiangxia/requests.h"

namespace cobuild::jiangxia {

inline const Requests& TheRequests() {
  static const Requests requests = MakeRequests(1, *ReadProgramme());
  return requests;
}

inline int64_t FenOf(const google::type::Money& amount) {
  return amount.units() * 100 + amount.nanos() / 10'000'000;
}

}  // namespace cobuild::jiangxia
