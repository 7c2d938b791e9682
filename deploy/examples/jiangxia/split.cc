#include "deploy/examples/jiangxia/split.h"

#include "common/money/money.h"

namespace cobuild::jiangxia {

std::vector<int64_t> SplitAbove(int64_t total, const std::vector<int64_t>& floors,
                                const std::vector<int64_t>& weights) {
  int64_t rest = total;
  for (const int64_t floor : floors) rest -= floor;
  std::vector<int64_t> parts = floors;
  const std::vector<money::Fen> shares = money::Share(money::Fen{rest}, weights);
  for (size_t i = 0; i < parts.size(); ++i) parts[i] += shares[i].value;
  return parts;
}

std::vector<int64_t> DrawWeights(Random& random, size_t count) {
  std::vector<int64_t> weights;
  while (weights.size() < count) {
    weights.push_back(random.Between(10, 100) * random.Between(10, 100));
  }
  return weights;
}

}  // namespace cobuild::jiangxia
