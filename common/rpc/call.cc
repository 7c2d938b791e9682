#include "common/rpc/call.h"

#include <algorithm>

namespace cobuild::rpc {

std::chrono::milliseconds Call::remaining() const {
  const auto left = deadline_ - std::chrono::steady_clock::now();
  return std::max(std::chrono::duration_cast<std::chrono::milliseconds>(left),
                  std::chrono::milliseconds(0));
}

bool Call::Cancelled() const { return std::chrono::steady_clock::now() >= deadline_; }

}  // namespace cobuild::rpc
