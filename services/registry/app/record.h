// The path that changes share: replay or decide, insert, publish.
#pragma once

#include <functional>

#include "absl/status/statusor.h"
#include "services/registry/app/change_request.h"
#include "services/registry/app/live_registry.h"

namespace cobuild::registry {

// Gives `rows` the positions after `head`, inserts them and publishes their names: the last part of
// a writing transaction.
absl::Status InsertAndPublish(Writer& writer, const feed::Head& head, const ChangeRequest& change,
                              Rows& rows);

// Decides and records one change, and gives what was recorded: `rows` with one row. The same
// request again gives the row that it recorded the first time. Refusals are those of `decide`;
// INVALID_ARGUMENT REQUEST_ID_REUSED comes before them. With validate_only the row has position 0
// and is recorded nowhere.
using Decision = std::function<absl::StatusOr<Rows>(const Registry&)>;
absl::StatusOr<Rows> Record(LiveRegistry& live, const ChangeRequest& change,
                            const Decision& decide);

}  // namespace cobuild::registry
