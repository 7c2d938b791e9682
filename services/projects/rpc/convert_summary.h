// Summaries of projects between the wire and the domain.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/projects/v1/project.pb.h"
#include "common/rpc/call.h"
#include "services/projects/domain/summarize.h"

namespace cobuild::projects {

// Reports all wrong fields at once.
absl::StatusOr<SummarizeQuery> FromProto(const v1::SummarizeProjectsRequest& request,
                                         const rpc::Call& call);

v1::SummarizeProjectsResponse ToProto(const SummaryPage& page,
                                      const v1::SummarizeProjectsRequest& request);

}  // namespace cobuild::projects
