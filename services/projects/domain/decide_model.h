// When a model may be marked as promoted, and the mark taken back.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/projects/domain/facts.h"

namespace cobuild::projects {

// MODEL_ALREADY_PROMOTED. After the mark was taken back the model may be promoted anew.
absl::StatusOr<Record<PromotedModel>> DecidePromoteModel(const Projects& projects,
                                                         const PromotedModel& facts);

// MODEL_NOT_PROMOTED, ETAG_MISMATCH.
absl::StatusOr<Record<PromotedModel>> DecideWithdrawPromotion(const Projects& projects,
                                                              DevelopmentModel model,
                                                              const std::string& etag,
                                                              const std::string& reason);

}  // namespace cobuild::projects
