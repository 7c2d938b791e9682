// Random commands over two funds, four projects, their releases, claims and investments: many are
// refused, and every rule is met sooner or later.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "services/finance/domain/command.h"

namespace cobuild::finance {

class RandomFunds {
 public:
  static const std::vector<std::string>& Funds();
  static const std::vector<std::string>& Projects();
  static constexpr char kVillage[] = "420115002201";

  explicit RandomFunds(unsigned seed) : random_(seed) {}

  // The village's ledger and the funds, which the commands need.
  std::vector<Command> Beginning();
  Command Next();
  // From 0 to `below` - 1.
  int Draw(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }

 private:
  // Every request is a new one; repetitions are the poster's own tests' matter.
  template <class Decide>
  Command Change(Decide decide);
  std::string Name(const char* prefix, int of) { return prefix + std::to_string(Draw(of)); }
  // The same out of ids that move on with the requests, so that a long run never ends up with
  // nothing but claims that are done.
  std::string Recent(const char* prefix, int of);

  Command OfMovement();
  Command OfRelease();
  Command OfNewClaim();
  Command OfClaim();
  Command OfInvestment();

  std::mt19937 random_;
  int64_t requests_ = 0;
};

}  // namespace cobuild::finance
