#include "services/registry/domain/division.h"

#include <algorithm>
#include <array>

namespace cobuild::registry {
namespace {

constexpr size_t kTownshipSegment = 6;
constexpr size_t kVillageSegment = 9;
constexpr std::array<std::string_view, 7> kUrbanRuralClasses = {"111", "112", "121", "122",
                                                                "123", "210", "220"};

int Segment(std::string_view code, size_t from) {
  return (code[from] - '0') * 100 + (code[from + 1] - '0') * 10 + (code[from + 2] - '0');
}

Kind TownshipKind(int segment) {
  if (segment >= 1 && segment <= 99) return Kind::kStreet;
  if (segment >= 100 && segment <= 199) return Kind::kTown;
  if (segment >= 200 && segment <= 399) return Kind::kRuralTownship;
  if (segment >= 400 && segment <= 599) return Kind::kTownshipLike;
  return Kind::kNone;
}

Kind VillageKind(int segment) {
  if (segment >= 1 && segment <= 199) return Kind::kResidentsCommittee;
  if (segment >= 200 && segment <= 399) return Kind::kVillagersCommittee;
  if (segment >= 400) return Kind::kVillageLike;
  return Kind::kNone;
}

}  // namespace

Kind KindOf(Level level, std::string_view code) {
  if (level == Level::kTownship) return TownshipKind(Segment(code, kTownshipSegment));
  if (level == Level::kVillage) return VillageKind(Segment(code, kVillageSegment));
  return Kind::kNone;
}

bool IsUrbanRuralClass(std::string_view text) {
  return std::find(kUrbanRuralClasses.begin(), kUrbanRuralClasses.end(), text) !=
         kUrbanRuralClasses.end();
}

}  // namespace cobuild::registry
