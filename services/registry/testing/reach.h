// What a caller reaches, for tests.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "common/scope/reach.h"
#include "common/scope/tree.h"
#include "services/registry/domain/division.h"

namespace cobuild::registry {

// Where today's tree consists of `divisions`, none of which is gone.
inline scope::Reach ReachIn(const std::vector<DivisionFacts>& divisions,
                            const std::vector<scope::Bound>& bounds) {
  std::vector<scope::Node> nodes;
  for (const DivisionFacts& facts : divisions) nodes.push_back({facts.code, facts.parent_code});
  return scope::Reach::Of(std::make_shared<scope::Tree>(nodes, std::vector<scope::Succession>()),
                          bounds);
}

}  // namespace cobuild::registry
