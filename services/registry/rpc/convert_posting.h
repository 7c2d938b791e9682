// Postings between the wire and the domain. Every FromProto reports all wrong fields at once.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/posting.pb.h"
#include "common/rpc/call.h"
#include "services/registry/app/postings.h"

namespace cobuild::registry {

absl::StatusOr<AssignPostingCommand> FromProto(const v1::AssignPostingRequest& request);
absl::StatusOr<EndPostingCommand> FromProto(const v1::EndPostingRequest& request);
absl::StatusOr<ListPostingsQuery> FromProto(const v1::ListPostingsRequest& request,
                                            const rpc::Call& call);

v1::Posting ToProto(const Record<Posting>& posting);
v1::ListPostingsResponse ToProto(const records::Page<Posting>& page,
                                 const v1::ListPostingsRequest& request);

}  // namespace cobuild::registry
