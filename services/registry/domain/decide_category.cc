#include "services/registry/domain/decide_category.h"

#include "common/base/status_macros.h"
#include "services/registry/domain/errors.h"

namespace cobuild::registry {

base::Digest DigestOf(const OpenCategoryCommand& command) {
  return base::DigestBuilder("registry.open_category.v1")
      .Add(command.village_code)
      .Add(static_cast<int64_t>(command.category))
      .Add(base::FormatDate(command.entered_date))
      .Add(command.basis)
      .Add(static_cast<int64_t>(command.data_origin))
      .Finish();
}

base::Digest DigestOf(const GraduateCategoryCommand& command) {
  return base::DigestBuilder("registry.graduate_category.v1")
      .Add(command.village_code)
      .Add(base::FormatDate(command.graduated_date))
      .Add(command.evidence)
      .Finish();
}

absl::StatusOr<Episode> DecideOpenCategory(const Registry& registry, const scope::Reach& reach,
                                           const OpenCategoryCommand& command) {
  COBUILD_RETURN_IF_ERROR(
      RequireVillage(registry, reach, command.village_code, command.entered_date));
  const auto known = registry.episodes().Of(command.village_code, registry.position());
  for (const Episode* episode : known) {
    if (!episode->graduated_date) {
      return CategoryAlreadyOpen(episode->village_code, episode->entered_date);
    }
  }
  for (const Episode* episode : known) {
    if (*episode->graduated_date > command.entered_date) {
      return EpisodeOverlaps(episode->village_code, episode->entered_date);
    }
  }
  Episode episode;
  episode.village_code = command.village_code;
  episode.entered_date = command.entered_date;
  episode.category = command.category;
  episode.basis = command.basis;
  episode.data_origin = command.data_origin;
  return episode;
}

absl::StatusOr<Episode> DecideGraduateCategory(const Registry& registry, const scope::Reach& reach,
                                               const GraduateCategoryCommand& command) {
  COBUILD_RETURN_IF_ERROR(RequireVillage(registry, reach, command.village_code, kLastDay));
  for (const Episode* episode : registry.episodes().Of(command.village_code, registry.position())) {
    if (episode->graduated_date) continue;
    if (command.graduated_date <= episode->entered_date) {
      return GraduatedBeforeEntered(episode->village_code, episode->entered_date);
    }
    Episode graduated = *episode;
    graduated.graduated_date = command.graduated_date;
    graduated.evidence = command.evidence;
    return graduated;
  }
  return CategoryNotOpen(command.village_code);
}

}  // namespace cobuild::registry
