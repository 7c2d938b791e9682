// The use cases of postings, named as their RPCs.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/records/use_cases.h"
#include "services/registry/app/live_registry.h"

namespace cobuild::registry {

struct AssignPostingCommand {
  std::string id;  // "" for one that is made up
  Posting facts;   // without an end
};

struct EndPostingCommand {
  std::string id;
  base::Date end_date;
  std::string etag;
};

// Refusals: REQUEST_ID_REUSED, then those of DecideAssignPosting and its like.
absl::StatusOr<Record<Posting>> AssignPosting(LiveRegistry& live, ChangeRequest change,
                                              const AssignPostingCommand& command);
absl::StatusOr<Record<Posting>> EndPosting(LiveRegistry& live, ChangeRequest change,
                                           const EndPostingCommand& command);
absl::StatusOr<Record<Posting>> VoidPosting(LiveRegistry& live, ChangeRequest change,
                                            const records::VoidCommand& command);

// POSTING_NOT_FOUND
absl::StatusOr<Record<Posting>> GetPosting(const LiveRegistry& live,
                                           const records::GetQuery& query);

// What is "" or not set leaves a list as it is.
struct ListPostingsQuery {
  records::ListQuery list;  // its key is of the filter that leaves the fewest
  std::string village_code;
  std::string division_code;
  std::string person;  // id
  std::optional<PostingRole> role;
  std::optional<base::Date> active_on;
};

absl::StatusOr<records::Page<Posting>> ListPostings(const LiveRegistry& live,
                                                    const ListPostingsQuery& query);

}  // namespace cobuild::registry
