// Random numbers that are the same everywhere: the standard fixes the engine, not its
// distributions.
#pragma once

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace cobuild::jiangxia {

class Random {
 public:
  explicit Random(uint64_t seed) : engine_(seed) {}

  // Evenly from `low` to `high`, both included; low <= high.
  int64_t Between(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(engine_() % static_cast<uint64_t>(high - low + 1));
  }

  template <class T>
  void Shuffle(std::vector<T>& items) {
    for (size_t left = items.size(); left > 1; --left) {
      const auto chosen = static_cast<size_t>(Between(0, static_cast<int64_t>(left) - 1));
      std::swap(items[left - 1], items[chosen]);
    }
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace cobuild::jiangxia
