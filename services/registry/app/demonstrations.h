// The use cases of demonstrations and of their events, named as their RPCs.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/records/use_cases.h"
#include "services/registry/app/live_registry.h"
#include "services/registry/domain/days.h"

namespace cobuild::registry {

struct CreateDemonstrationCommand {
  std::string id;  // "" for one that is made up
  Demonstration facts;
};

struct UpdateDemonstrationCommand {
  std::string id;
  Demonstration facts;
  std::string etag;
};

// Refusals: REQUEST_ID_REUSED, then those of DecideCreateDemonstration and its like.
absl::StatusOr<Record<Demonstration>> CreateDemonstration(
    LiveRegistry& live, ChangeRequest change, const CreateDemonstrationCommand& command);
absl::StatusOr<Record<Demonstration>> UpdateDemonstration(
    LiveRegistry& live, ChangeRequest change, const UpdateDemonstrationCommand& command);
absl::StatusOr<Record<Demonstration>> DeleteDemonstration(LiveRegistry& live, ChangeRequest change,
                                                          const records::VoidCommand& command);

// DEMONSTRATION_NOT_FOUND
absl::StatusOr<Record<Demonstration>> GetDemonstration(const LiveRegistry& live,
                                                       const records::GetQuery& query);

// A demonstration must meet all that are given.
struct ListDemonstrationsQuery {
  records::ListQuery list;   // its key is the village's name
  std::string village_code;  // "" for all
  std::optional<DemonstrationKind> kind;
  std::optional<base::Date> active_on;
};

absl::StatusOr<records::Page<Demonstration>> ListDemonstrations(
    const LiveRegistry& live, const ListDemonstrationsQuery& query);

struct RecordDemonstrationEventCommand {
  std::string id;  // "" for one that is made up
  DemonstrationEvent facts;
};

// Refusals: REQUEST_ID_REUSED, then those of DecideRecordDemonstrationEvent and its like.
absl::StatusOr<Record<DemonstrationEvent>> RecordDemonstrationEvent(
    LiveRegistry& live, ChangeRequest change, const RecordDemonstrationEventCommand& command);
absl::StatusOr<Record<DemonstrationEvent>> VoidDemonstrationEvent(
    LiveRegistry& live, ChangeRequest change, const records::VoidCommand& command);

// An event must meet all that are given.
struct ListDemonstrationEventsQuery {
  records::ListQuery list;  // its key is the demonstration's name
  std::optional<DemonstrationEventKind> kind;
  Days days;
};

absl::StatusOr<records::Page<DemonstrationEvent>> ListDemonstrationEvents(
    const LiveRegistry& live, const ListDemonstrationEventsQuery& query);

}  // namespace cobuild::registry
