#include "services/projects/rpc/model_service.h"

#include <functional>

#include "common/base/status_macros.h"
#include "services/projects/rpc/convert_model.h"
#include "services/projects/rpc/convert_request.h"
#include "services/projects/rpc/methods.h"

namespace cobuild::projects {
namespace {

absl::StatusOr<v1::Model> HandlePromoteModel(LiveProjects& live, rpc::Call& call,
                                             const v1::PromoteModelRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const PromotedModel facts, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<PromotedModel> model,
                           PromoteModel(live, ChangeOf(call, request), facts));
  return ToProto(model);
}

absl::StatusOr<v1::Model> HandleWithdrawPromotion(LiveProjects& live, rpc::Call& call,
                                                  const v1::WithdrawPromotionRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const WithdrawPromotionCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<PromotedModel> model,
                           WithdrawPromotion(live, ChangeOf(call, request), command));
  return ToProto(model);
}

absl::StatusOr<v1::ListModelsResponse> HandleListModels(LiveProjects& live, rpc::Call& call,
                                                        const v1::ListModelsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::ReadAt at, FromProto(request, call.received()));
  COBUILD_ASSIGN_OR_RETURN(const PromotedModels promoted, ListModels(live, at));
  return ToProto(promoted);
}

}  // namespace

void RegisterModelService(rpc::Router& router, LiveProjects& live) {
  const auto with = [&live](auto handler) { return std::bind_front(handler, std::ref(live)); };
  router.Unary<v1::PromoteModelRequest, v1::Model>(kPromoteModel, with(HandlePromoteModel));
  router.Unary<v1::WithdrawPromotionRequest, v1::Model>(kWithdrawPromotion,
                                                        with(HandleWithdrawPromotion));
  router.Unary<v1::ListModelsRequest, v1::ListModelsResponse>(kListModels, with(HandleListModels));
}

}  // namespace cobuild::projects
