// The use cases of acceptances, named as their RPCs.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/records/use_cases.h"
#include "services/registry/app/live_registry.h"
#include "services/registry/domain/days.h"

namespace cobuild::registry {

struct RecordAcceptanceCommand {
  std::string id;  // "" for one that is made up
  VillageAcceptance facts;
};

// Refusals: REQUEST_ID_REUSED, then those of DecideRecordAcceptance and its like.
absl::StatusOr<Record<VillageAcceptance>> RecordVillageAcceptance(
    LiveRegistry& live, ChangeRequest change, const RecordAcceptanceCommand& command);
absl::StatusOr<Record<VillageAcceptance>> VoidVillageAcceptance(
    LiveRegistry& live, ChangeRequest change, const records::VoidCommand& command);

// An acceptance must meet all that are given.
struct ListAcceptancesQuery {
  records::ListQuery list;  // its key is the village's name
  std::string subject;      // "" for all
  std::optional<AcceptanceLevel> level;
  std::optional<AcceptanceResult> result;
  Days days;
};

absl::StatusOr<records::Page<VillageAcceptance>> ListVillageAcceptances(
    const LiveRegistry& live, const ListAcceptancesQuery& query);

}  // namespace cobuild::registry
