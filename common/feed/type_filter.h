// Which resources a consumer wants, by their type.
#pragma once

#include <google/protobuf/any.pb.h>
#include <google/protobuf/repeated_ptr_field.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/error/error.h"

namespace cobuild::feed {

class TypeFilter {
 public:
  // Of a request's `resource_types`; none admits all. TOO_MANY for more than 50, UNKNOWN_TYPE for
  // each that is not `known`.
  TypeFilter(error::Violations& violations,
             const google::protobuf::RepeatedPtrField<std::string>& resource_types,
             const std::vector<std::string>& known);

  bool admits_all() const { return types_.empty(); }
  bool Admits(const google::protobuf::Any& resource) const;

 private:
  std::set<std::string, std::less<>> types_;
};

}  // namespace cobuild::feed
