#include "services/assessment/domain/project.h"

namespace cobuild::assessment {

money::Fen PartOf(money::Fen amount, const Project& project,
                  const std::set<std::string>& villages) {
  std::vector<int64_t> weights;
  for (const VillagePart& part : project.villages) weights.push_back(part.basis_points);
  const int sign = amount.value < 0 ? -1 : 1;
  const std::vector<money::Fen> parts = money::Share({sign * amount.value}, weights);
  money::Fen sum;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (villages.contains(project.villages[i].village)) sum.value += sign * parts[i].value;
  }
  return sum;
}

money::Fen LineParts::Next(const std::string& kind, const std::string& source, money::Fen amount) {
  money::Fen& sum = sums_[{kind, source}];
  const money::Fen before = PartOf(sum, project_, villages_);
  sum.value += amount.value;
  return {PartOf(sum, project_, villages_).value - before.value};
}

}  // namespace cobuild::assessment
