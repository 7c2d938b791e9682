// What requests of projects have in common.
#pragma once

#include "common/rpc/record_requests.h"

namespace cobuild::projects {

using rpc::ChangeOf;
using rpc::ReadAtOf;

}  // namespace cobuild::projects
