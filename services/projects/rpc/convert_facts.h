// The feed's after-image of a record of any kind.
#pragma once

#include <google/protobuf/any.pb.h>

#include "services/projects/domain/facts.h"

namespace cobuild::projects {

void PackInto(const Record<AnyFacts>& record, google::protobuf::Any& resource);

}  // namespace cobuild::projects
