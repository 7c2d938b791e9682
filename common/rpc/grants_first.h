// The operator's grants before all others: a name that the file holds has the file's and no others,
// also while nobody can tell the others.
#pragma once

#include "common/rpc/grants.h"

namespace cobuild::rpc {

class GrantsFirst : public Directory {
 public:
  // Both outlive it.
  GrantsFirst(const Grants& grants, const Directory& others) : grants_(grants), others_(others) {}

  absl::StatusOr<std::shared_ptr<const Principal>> Find(std::string_view name,
                                                        base::Timestamp now) const override {
    return grants_.Holds(name) ? grants_.Find(name, now) : others_.Find(name, now);
  }

 private:
  const Grants& grants_;
  const Directory& others_;
};

}  // namespace cobuild::rpc
