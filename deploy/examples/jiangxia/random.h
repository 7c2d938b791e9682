// Random numbers that are the same everywhere: the standard fixes the engine, not its
// distributions.
#pragma once

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace cobuild::jiangxia {

// What is drawn from a stream of its own, so that one topic's draws never move another's. Numbers
// stay: a changed one changes the facts of every seed.
enum class Topic : uint32_t {
  kPairings = 1,
  kPostings = 2,
  kElections = 3,
  kServiceCentres = 4,
  kDemonstrations = 5,
  kHouseholds = 6,
  kProjects = 7,
  kProjectMoney = 8,
  kProjectDays = 9,
};

class Random {
 public:
  explicit Random(uint64_t seed) : engine_(seed) {}

  Random(uint64_t seed, Topic topic) {
    std::seed_seq sequence{static_cast<uint32_t>(seed), static_cast<uint32_t>(seed >> 32),
                           static_cast<uint32_t>(topic)};
    engine_.seed(sequence);
  }

  // Evenly from `low` to `high`, both included; low <= high.
  int64_t Between(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(engine_() % static_cast<uint64_t>(high - low + 1));
  }

  // True `percent` times in a hundred.
  bool Chance(int percent) { return Between(1, 100) <= percent; }

  // One of `items`, which holds at least one.
  template <class T>
  const T& Pick(const std::vector<T>& items) {
    return items[static_cast<size_t>(Between(0, static_cast<int64_t>(items.size()) - 1))];
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
