// Works on service centres between the wire and the domain. Every FromProto reports all wrong
// fields at once.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/centre_work.pb.h"
#include "common/rpc/call.h"
#include "services/registry/app/service_centres.h"

namespace cobuild::registry {

absl::StatusOr<RecordCentreWorkCommand> FromProto(const v1::RecordCentreWorkRequest& request);
absl::StatusOr<CorrectCentreWorkCommand> FromProto(const v1::CorrectCentreWorkRequest& request);
absl::StatusOr<ListCentreWorksQuery> FromProto(const v1::ListCentreWorksRequest& request,
                                               const rpc::Call& call);
absl::StatusOr<SummarizeCentreWorksQuery> FromProto(const v1::SummarizeCentreWorksRequest& request,
                                                    const rpc::Call& call);

v1::CentreWork ToProto(const Record<CentreWork>& work);
v1::ListCentreWorksResponse ToProto(const records::Page<CentreWork>& page,
                                    const v1::ListCentreWorksRequest& request);
v1::SummarizeCentreWorksResponse ToProto(const WorkSummary& summary);

}  // namespace cobuild::registry
