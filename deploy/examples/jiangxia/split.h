// Totals that come out exactly, whatever was drawn.
#pragma once

#include <cstdint>
#include <vector>

#include "deploy/examples/jiangxia/random.h"

namespace cobuild::jiangxia {

// Splits `total` by `weights`, each part at least its floor: floors first, then the rest in shares
// by largest remainder. The floors sum to `total` at most.
std::vector<int64_t> SplitAbove(int64_t total, const std::vector<int64_t>& floors,
                                const std::vector<int64_t>& weights);

// Products of two even draws: most are small, a few are large.
std::vector<int64_t> DrawWeights(Random& random, size_t count);

}  // namespace cobuild::jiangxia
