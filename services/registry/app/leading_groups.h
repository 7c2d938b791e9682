// The use cases of leading groups, named as their RPCs.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/records/use_cases.h"
#include "services/registry/app/live_registry.h"

namespace cobuild::registry {

struct CreateLeadingGroupCommand {
  std::string id;      // "" for one that is made up
  LeadingGroup facts;  // without an end
};

struct UpdateLeadingGroupCommand {
  std::string id;
  LeadingGroup facts;  // without division and days
  std::string etag;
};

struct EndLeadingGroupCommand {
  std::string id;
  base::Date dissolved_date;
  std::string etag;
};

// Refusals: REQUEST_ID_REUSED, then those of DecideCreateLeadingGroup and its like.
absl::StatusOr<Record<LeadingGroup>> CreateLeadingGroup(LiveRegistry& live, ChangeRequest change,
                                                        const CreateLeadingGroupCommand& command);
absl::StatusOr<Record<LeadingGroup>> UpdateLeadingGroup(LiveRegistry& live, ChangeRequest change,
                                                        const UpdateLeadingGroupCommand& command);
absl::StatusOr<Record<LeadingGroup>> EndLeadingGroup(LiveRegistry& live, ChangeRequest change,
                                                     const EndLeadingGroupCommand& command);
absl::StatusOr<Record<LeadingGroup>> VoidLeadingGroup(LiveRegistry& live, ChangeRequest change,
                                                      const records::VoidCommand& command);

// LEADING_GROUP_NOT_FOUND
absl::StatusOr<Record<LeadingGroup>> GetLeadingGroup(const LiveRegistry& live,
                                                     const records::GetQuery& query);

struct ListLeadingGroupsQuery {
  records::ListQuery list;    // its key is the division's name
  std::string division_code;  // "" for all
  std::optional<base::Date> active_on;
};

absl::StatusOr<records::Page<LeadingGroup>> ListLeadingGroups(const LiveRegistry& live,
                                                              const ListLeadingGroupsQuery& query);

}  // namespace cobuild::registry
