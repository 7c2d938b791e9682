// Promoted models between the wire and the domain. Every FromProto reports all wrong fields at
// once.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/projects/v1/model.pb.h"
#include "services/projects/app/models.h"

namespace cobuild::projects {

absl::StatusOr<PromotedModel> FromProto(const v1::PromoteModelRequest& request);
absl::StatusOr<WithdrawPromotionCommand> FromProto(const v1::WithdrawPromotionRequest& request);
absl::StatusOr<records::ReadAt> FromProto(const v1::ListModelsRequest& request,
                                          base::Timestamp now);

v1::Model ToProto(const Record<PromotedModel>& model);
v1::ListModelsResponse ToProto(const PromotedModels& promoted);

}  // namespace cobuild::projects
