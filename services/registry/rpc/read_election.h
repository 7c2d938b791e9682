// An election's facts from the wire.
#pragma once

#include "cobuild/registry/v1/election.pb.h"
#include "common/error/error.h"
#include "services/registry/domain/election.h"

namespace cobuild::registry {

// Beside what readers of fields refuse: DUPLICATE persons and secretaries of a side, OUT_OF_RANGE
// ages and votes, CONTRADICTED what the persons of both sides tell otherwise.
Election ReadElection(error::Violations& violations, const v1::Election& proto);

}  // namespace cobuild::registry
