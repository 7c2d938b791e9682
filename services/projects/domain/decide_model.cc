#include "services/projects/domain/decide_model.h"

#include "services/projects/domain/errors.h"
#include "services/projects/domain/names.h"

namespace cobuild::projects {

absl::StatusOr<Record<PromotedModel>> DecidePromoteModel(const Projects& projects,
                                                         const PromotedModel& facts) {
  const std::string id(NameOf(facts.model));
  if (records::FindStanding<PromotedModel>(projects, id) != nullptr) {
    return ModelAlreadyPromoted(id);
  }
  return Record<PromotedModel>{id, facts};
}

absl::StatusOr<Record<PromotedModel>> DecideWithdrawPromotion(const Projects& projects,
                                                              DevelopmentModel model,
                                                              const std::string& etag,
                                                              const std::string& reason) {
  const std::string id(NameOf(model));
  if (records::FindStanding<PromotedModel>(projects, id) == nullptr) return ModelNotPromoted(id);
  return records::Withdrawn<PromotedModel>(projects, id, etag, reason, "MODEL_NOT_PROMOTED");
}

}  // namespace cobuild::projects
