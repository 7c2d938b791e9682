// A service's state as its feed tells it: the last image of each resource, by digest.
#pragma once

#include <google/protobuf/any.pb.h>

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "common/base/digest.h"

namespace cobuild::cli {

class FeedState {
 public:
  // Replaces what was known under the name.
  void Set(const std::string& name, const google::protobuf::Any& resource);

  // Forgets the resources that `other` does not know; how many.
  size_t KeepNamesOf(const FeedState& other);

  size_t size() const { return images_.size(); }
  // SHA-256 over all names in order, each with the digest of its image's type and bytes. A service
  // writes equal resources as equal bytes: no message of the contract has a map.
  base::Digest Digest() const;
  // Names that only one of the two has, or that differ: the first `limit` in order.
  std::vector<std::string> DifferencesFrom(const FeedState& other, size_t limit) const;

 private:
  std::map<std::string, base::Digest> images_;
};

}  // namespace cobuild::cli
