// What every change carries beside its command.
#pragma once

#include "common/base/time.h"
#include "common/feed/change.h"
#include "common/scope/reach.h"

namespace cobuild::records {

struct ChangeRequest {
  feed::Request request;       // its digest is filled in by the use case
  base::Timestamp now;         // when the call arrived
  bool validate_only = false;  // checks everything, changes nothing
  scope::Reach reach = {};     // where the caller may change something; nowhere unless it is said
};

}  // namespace cobuild::records
