#include "services/registry/domain/decide_perimeter.h"

#include <string>
#include <vector>

#include "common/base/status_macros.h"
#include "services/registry/domain/errors.h"

namespace cobuild::registry {
namespace {

void AddTexts(const std::vector<std::string>& texts, base::DigestBuilder& builder) {
  builder.Add(static_cast<int64_t>(texts.size()));
  for (const std::string& text : texts) builder.Add(text);
}

absl::Status RequireVillages(const Registry& registry, const std::vector<std::string>& codes) {
  for (const std::string& code : codes) {
    if (!registry.FindVillage(code, registry.LatestOn(kLastDay))) return VillageNotFound(code);
  }
  return absl::OkStatus();
}

}  // namespace

base::Digest DigestOf(const Perimeter& perimeter) {
  base::DigestBuilder builder("registry.create_perimeter.v1");
  builder.Add(perimeter.id).Add(perimeter.display_name);
  AddTexts(perimeter.include_prefixes, builder);
  AddTexts(perimeter.exclude_prefixes, builder);
  builder.Add(static_cast<int64_t>(perimeter.kinds.size()));
  for (const Kind kind : perimeter.kinds) builder.Add(static_cast<int64_t>(kind));
  AddTexts(perimeter.include_villages, builder);
  AddTexts(perimeter.exclude_villages, builder);
  builder.Add(perimeter.basis).Add(static_cast<int64_t>(perimeter.data_origin));
  return builder.Finish();
}

absl::Status DecideCreatePerimeter(const Registry& registry, const Perimeter& perimeter) {
  if (registry.FindPerimeter(perimeter.id) != nullptr) return PerimeterExists(perimeter.id);
  COBUILD_RETURN_IF_ERROR(RequireVillages(registry, perimeter.include_villages));
  return RequireVillages(registry, perimeter.exclude_villages);
}

}  // namespace cobuild::registry
