// Which changes of an audit trail a caller reads: those that it would be told by the feed.
#pragma once

#include "common/audit/service.h"
#include "common/feed/source.h"

namespace cobuild::feed {

// `source` outlives it.
audit::ChangesWithin ChangesWithin(Source& source);

}  // namespace cobuild::feed
