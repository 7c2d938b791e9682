#include "services/finance/app/known_position.h"

#include "common/base/status_macros.h"
#include "services/finance/domain/errors.h"

namespace cobuild::finance {

absl::StatusOr<int64_t> KnownPosition(Reader& reader, const base::KnownAt& known_at) {
  if (known_at.time) return reader.PositionAt(*known_at.time);
  COBUILD_ASSIGN_OR_RETURN(const Head head, reader.ReadHead());
  if (!known_at.position) return head.position;
  if (*known_at.position > head.position) return errors::KnownAtAheadOfHead(head.position);
  return *known_at.position;
}

}  // namespace cobuild::finance
