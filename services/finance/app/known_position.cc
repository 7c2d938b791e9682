#include "services/finance/app/known_position.h"

#include <algorithm>

#include "common/base/status_macros.h"

namespace cobuild::finance {

absl::StatusOr<int64_t> KnownPosition(Reader& reader, const base::KnownAt& known_at) {
  if (known_at.time) return reader.PositionAt(*known_at.time);
  COBUILD_ASSIGN_OR_RETURN(const Head head, reader.ReadHead());
  return std::min(head.position, known_at.position.value_or(head.position));
}

}  // namespace cobuild::finance
