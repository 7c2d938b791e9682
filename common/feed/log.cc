#include "common/feed/log.h"

#include "common/error/error.h"

namespace cobuild::feed {

absl::Status CheckSameContent(const Request& request, const base::Digest& digest) {
  if (request.digest == digest) return absl::OkStatus();
  return error::Invalid(
      {{"request_id", "REQUEST_ID_REUSED", "was used for a request with other content"}});
}

}  // namespace cobuild::feed
