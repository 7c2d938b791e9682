#include "services/projects/app/models.h"

#include "common/base/status_macros.h"
#include "common/records/use_cases.h"
#include "services/projects/domain/decide_model.h"
#include "services/projects/domain/names.h"

namespace cobuild::projects {

absl::StatusOr<Record<PromotedModel>> PromoteModel(LiveProjects& live, ChangeRequest change,
                                                   const PromotedModel& facts) {
  change.request.digest = records::DigestOf("projects.promote_model.v1", "", facts);
  return records::RecordOne<PromotedModel>(
      live, change, [&](const Projects& projects) { return DecidePromoteModel(projects, facts); });
}

absl::StatusOr<Record<PromotedModel>> WithdrawPromotion(LiveProjects& live, ChangeRequest change,
                                                        const WithdrawPromotionCommand& command) {
  change.request.digest = DigestOf(
      "projects.withdraw_promotion.v1",
      records::VoidCommand{std::string(NameOf(command.model)), command.reason, command.etag});
  return records::RecordOne<PromotedModel>(live, change, [&](const Projects& projects) {
    return DecideWithdrawPromotion(projects, command.model, command.etag, command.reason);
  });
}

absl::StatusOr<PromotedModels> ListModels(const LiveProjects& live, const records::ReadAt& at) {
  return live.Read([&](const Projects& projects) -> absl::StatusOr<PromotedModels> {
    COBUILD_ASSIGN_OR_RETURN(const records::Moment moment, projects.MomentOf(at));
    PromotedModels promoted;
    promoted.position = moment.position;
    const auto& shelf = projects.Of<PromotedModel>();
    for (int number = 1; number <= kModels; ++number) {
      const auto* record =
          shelf.Find(NameOf(static_cast<DevelopmentModel>(number)), moment.position);
      if (record == nullptr || record->is_void()) continue;
      if (record->facts.promoted_date <= moment.as_of) promoted.models.push_back(*record);
    }
    return promoted;
  });
}

}  // namespace cobuild::projects
