#include "services/registry/domain/election.h"

#include <fmt/format.h>

#include <algorithm>

#include "services/registry/domain/names.h"

namespace cobuild::registry {
namespace {

// "" when there is no secretary or no person is stated.
std::string SecretaryOf(const std::vector<ElectionMember>& members) {
  const auto secretary = std::find_if(
      members.begin(), members.end(),
      [](const ElectionMember& member) { return member.role == CommitteeRole::kSecretary; });
  return secretary == members.end() ? "" : secretary->person;
}

}  // namespace

std::string ElectionId(std::string_view village_code, std::string_view round) {
  return fmt::format("{}/{}", village_code, round);
}

std::string RoundKey(std::string_view round) { return fmt::format("rounds/{}", round); }

std::vector<std::string> Election::Keys() const {
  return {VillageName(village_code), RoundKey(round)};
}

std::optional<bool> SecretaryChangedByPersons(const Election& election) {
  const std::string before = SecretaryOf(election.members_before);
  const std::string after = SecretaryOf(election.members_after);
  if (before.empty() || after.empty()) return std::nullopt;
  return before != after;
}

std::optional<bool> ReelectedByPersons(const Election& election, const ElectionMember& after) {
  const std::vector<ElectionMember>& before = election.members_before;
  if (after.person.empty() || before.empty()) return std::nullopt;
  const auto is = [&](const ElectionMember& member) { return member.person == after.person; };
  if (std::any_of(before.begin(), before.end(), is)) return true;
  const auto is_unnamed = [](const ElectionMember& member) { return member.person.empty(); };
  if (std::any_of(before.begin(), before.end(), is_unnamed)) return std::nullopt;
  return false;
}

}  // namespace cobuild::registry
