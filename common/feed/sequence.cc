#include "common/feed/sequence.h"

#include <string>

#include "common/error/error.h"

namespace cobuild::feed {

absl::Status FeedGap(int64_t missing_position) {
  const std::string position = std::to_string(missing_position);
  return error::Make(absl::StatusCode::kDataLoss, "FEED_GAP",
                     "position " + position + " is missing from the feed",
                     {{"missing_position", position}});
}

}  // namespace cobuild::feed
