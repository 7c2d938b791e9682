// What the registry's feed has told of divisions and grants.
#pragma once

#include <google/protobuf/any.pb.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/division.pb.h"
#include "cobuild/registry/v1/principal.pb.h"
#include "common/base/time.h"
#include "common/scope/bound.h"
#include "common/scope/tree.h"

namespace cobuild::registry::client {

// One grant.
struct Term {
  std::string role;
  scope::Bound bound;
  base::Date start_date;
  base::Date end_date;  // first day no longer in force

  bool IsInForceOn(const base::Date& day) const { return start_date <= day && day < end_date; }
};

// The terms of each principal, in order of their grants' ids.
using TermsByPrincipal = std::map<std::string, std::vector<Term>, std::less<>>;

// About 150 bytes a division. Not thread-safe.
class Known {
 public:
  enum class Kind { kDivision, kGrant };

  // Full names of the messages that it takes.
  static std::vector<std::string> ResourceTypes();

  // The image of one change, in order of position; what it was of. DATA_LOSS FEED_UNREADABLE for
  // one that is none of these or makes no sense: acting without it might grant too much.
  absl::StatusOr<Kind> Take(const google::protobuf::Any& image);

  // The divisions that are there on the day, each by its version of the latest day up to then.
  std::vector<scope::Node> NodesOn(const base::Date& day) const;
  TermsByPrincipal Terms() const;

 private:
  struct Version {
    base::Date effective_date;
    std::string parent_code;
  };
  struct Grant {
    std::string principal;
    Term term;
  };

  absl::Status Add(const v1::Division& image);
  absl::Status Add(const v1::Grant& image);

  std::unordered_map<std::string, std::vector<Version>> divisions_;  // by code; versions by day
  std::map<std::string, Grant> grants_;                              // by name
};

}  // namespace cobuild::registry::client
