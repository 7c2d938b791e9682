// The feed's after-image of a record of any kind.
#pragma once

#include <google/protobuf/any.pb.h>

#include <string>
#include <vector>

#include "services/registry/domain/facts.h"

namespace cobuild::registry {

void PackInto(const Record<AnyFacts>& record, google::protobuf::Any& resource);

// Full names of the messages that it packs.
std::vector<std::string> ResourceTypesOfRecords();

}  // namespace cobuild::registry
