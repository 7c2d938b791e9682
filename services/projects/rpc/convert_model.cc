#include "services/projects/rpc/convert_model.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/record_message.h"
#include "common/rpc/record_requests.h"
#include "services/projects/rpc/convert_request.h"

namespace cobuild::projects {
namespace {

DevelopmentModel ModelOf(error::Violations& violations, v1::DevelopmentModel model) {
  return static_cast<DevelopmentModel>(rpc::RequiredEnum(violations, "model", model));
}

}  // namespace

absl::StatusOr<PromotedModel> FromProto(const v1::PromoteModelRequest& request) {
  error::Violations violations;
  PromotedModel facts;
  facts.model = ModelOf(violations, request.model());
  facts.promoted_date = rpc::RequiredDate(violations, "promoted_date", request.promoted_date());
  facts.basis = rpc::RequiredText(violations, "basis", request.basis(), rpc::kMaxBasisCharacters);
  facts.data_origin =
      static_cast<DataOrigin>(rpc::RequiredEnum(violations, "data_origin", request.data_origin()));
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return facts;
}

absl::StatusOr<WithdrawPromotionCommand> FromProto(const v1::WithdrawPromotionRequest& request) {
  error::Violations violations;
  WithdrawPromotionCommand command;
  command.model = ModelOf(violations, request.model());
  command.reason =
      rpc::RequiredText(violations, "reason", request.reason(), rpc::kMaxReasonCharacters);
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<records::ReadAt> FromProto(const v1::ListModelsRequest& request,
                                          base::Timestamp now) {
  error::Violations violations;
  const records::ReadAt at = ReadAtOf(violations, request, now);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return at;
}

v1::Model ToProto(const Record<PromotedModel>& model) {
  v1::Model proto;
  rpc::SetRecorded(model, proto);
  const PromotedModel& facts = model.facts;
  proto.set_model(static_cast<v1::DevelopmentModel>(facts.model));
  *proto.mutable_promoted_date() = rpc::ToProto(facts.promoted_date);
  proto.set_basis(facts.basis);
  proto.set_data_origin(static_cast<type::v1::DataOrigin>(facts.data_origin));
  return proto;
}

v1::ListModelsResponse ToProto(const PromotedModels& promoted) {
  v1::ListModelsResponse response;
  for (const auto& model : promoted.models) *response.add_models() = ToProto(model);
  response.set_position(promoted.position);
  return response;
}

}  // namespace cobuild::projects
