// Pairings between the wire and the domain. Every FromProto reports all wrong fields at once.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/pairing.pb.h"
#include "common/rpc/call.h"
#include "services/registry/app/pairings.h"

namespace cobuild::registry {

absl::StatusOr<CreatePairingCommand> FromProto(const v1::CreatePairingRequest& request);
absl::StatusOr<EndPairingCommand> FromProto(const v1::EndPairingRequest& request);
absl::StatusOr<ListPairingsQuery> FromProto(const v1::ListPairingsRequest& request,
                                            const rpc::Call& call);

v1::Pairing ToProto(const Record<Pairing>& pairing);
v1::ListPairingsResponse ToProto(const records::Page<Pairing>& page,
                                 const v1::ListPairingsRequest& request);

}  // namespace cobuild::registry
