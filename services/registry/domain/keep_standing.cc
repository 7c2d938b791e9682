#include "services/registry/domain/keep_standing.h"

#include <vector>

#include "common/records/snapshot.h"

namespace cobuild::registry {
namespace {

bool StandsAt(const Registry& registry, const Division& version, int64_t position) {
  const Division* latest =
      registry.divisions().Find(version.facts.code, {version.effective_date, position});
  return latest != nullptr && latest->position == version.position;
}

bool StandsAt(const Registry& registry, const Episode& state, int64_t position) {
  const Episodes::Map& all = registry.episodes().all();
  const auto states = all.find(EpisodeKey(state.village_code, state.entered_date));
  if (states == all.end()) return false;
  const Episode* latest = StateAt(states->second, position);
  return latest != nullptr && latest->position == state.position;
}

}  // namespace

void KeepStanding(const Registry& registry, int64_t position, Rows& rows) {
  std::erase_if(rows.divisions,
                [&](const Division& version) { return !StandsAt(registry, version, position); });
  std::erase_if(rows.episodes,
                [&](const Episode& state) { return !StandsAt(registry, state, position); });
  std::erase_if(rows.records, [&](const Record<AnyFacts>& record) {
    return !records::StandsAt(registry, record, position);
  });
}

}  // namespace cobuild::registry
