// The use cases of promoted models, named as their RPCs.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/records/moment.h"
#include "services/projects/app/live_projects.h"

namespace cobuild::projects {

struct WithdrawPromotionCommand {
  DevelopmentModel model = DevelopmentModel::kIndustryLed;
  std::string reason;
  std::string etag;
};

// Refusals: REQUEST_ID_REUSED, then those of DecidePromoteModel and its like.
absl::StatusOr<Record<PromotedModel>> PromoteModel(LiveProjects& live, ChangeRequest change,
                                                   const PromotedModel& facts);
absl::StatusOr<Record<PromotedModel>> WithdrawPromotion(LiveProjects& live, ChangeRequest change,
                                                        const WithdrawPromotionCommand& command);

struct PromotedModels {
  std::vector<Record<PromotedModel>> models;  // in the order of DevelopmentModel
  int64_t position = 0;
};

// Those promoted as of the day.
absl::StatusOr<PromotedModels> ListModels(const LiveProjects& live, const records::ReadAt& at);

}  // namespace cobuild::projects
