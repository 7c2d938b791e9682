// The use cases of pairings, named as their RPCs.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/records/use_cases.h"
#include "services/registry/app/live_registry.h"

namespace cobuild::registry {

struct CreatePairingCommand {
  std::string id;  // "" for one that is made up
  Pairing facts;   // without an end
};

struct EndPairingCommand {
  std::string id;
  base::Date end_date;
  std::string etag;
};

// Refusals: REQUEST_ID_REUSED, then those of DecideCreatePairing and its like.
absl::StatusOr<Record<Pairing>> CreatePairing(LiveRegistry& live, ChangeRequest change,
                                              const CreatePairingCommand& command);
absl::StatusOr<Record<Pairing>> EndPairing(LiveRegistry& live, ChangeRequest change,
                                           const EndPairingCommand& command);
absl::StatusOr<Record<Pairing>> VoidPairing(LiveRegistry& live, ChangeRequest change,
                                            const records::VoidCommand& command);

// PAIRING_NOT_FOUND
absl::StatusOr<Record<Pairing>> GetPairing(const LiveRegistry& live,
                                           const records::GetQuery& query);

struct ListPairingsQuery {
  records::ListQuery list;   // its key is the village's or the organization's name
  std::string village_code;  // "" for all
  std::string organization;  // id; "" for all
  std::optional<base::Date> active_on;
};

absl::StatusOr<records::Page<Pairing>> ListPairings(const LiveRegistry& live,
                                                    const ListPairingsQuery& query);

}  // namespace cobuild::registry
