#include "common/feed/type_filter.h"

#include <algorithm>

namespace cobuild::feed {
namespace {

constexpr int kMostTypes = 50;

// "type.googleapis.com/cobuild.registry.v1.Pairing" is of "cobuild.registry.v1.Pairing".
std::string_view TypeOf(const google::protobuf::Any& resource) {
  const std::string_view url = resource.type_url();
  return url.substr(url.rfind('/') + 1);
}

}  // namespace

TypeFilter::TypeFilter(error::Violations& violations,
                       const google::protobuf::RepeatedPtrField<std::string>& resource_types,
                       const std::vector<std::string>& known) {
  if (resource_types.size() > kMostTypes) {
    violations.Add("resource_types", "TOO_MANY", "at most " + std::to_string(kMostTypes));
    return;
  }
  for (int i = 0; i < resource_types.size(); ++i) {
    if (std::count(known.begin(), known.end(), resource_types[i]) == 0) {
      violations.Add("resource_types[" + std::to_string(i) + "]", "UNKNOWN_TYPE",
                     "must be a type of this service's resources, as " + known.front());
    }
    types_.insert(resource_types[i]);
  }
}

bool TypeFilter::Admits(const google::protobuf::Any& resource) const {
  return types_.empty() || types_.contains(TypeOf(resource));
}

}  // namespace cobuild::feed
