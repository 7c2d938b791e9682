// What requests of assessment have in common.
#pragma once

#include "common/rpc/record_requests.h"

namespace cobuild::assessment {

using rpc::ChangeOf;

}  // namespace cobuild::assessment
