#include <fmt/format.h>

#include <string>
#include <utility>

#include "common/base/status_macros.h"
#include "common/records/fields.h"
#include "common/rpc/fields.h"
#include "services/finance/domain/decide_fund.h"
#include "services/finance/domain/places.h"
#include "services/finance/rpc/change_records.h"
#include "services/finance/rpc/convert_fund.h"
#include "services/finance/rpc/convert_money.h"
#include "services/finance/rpc/names.h"

namespace cobuild::finance {
namespace {

constexpr size_t kMostPurposeCharacters = 500;
constexpr size_t kMostFundBasisCharacters = 200;
constexpr int kHundredPercent = 100;

// Absent: the default.
InstalmentPolicy ReadInstalments(error::Violations& violations, const v1::Fund& fund) {
  if (!fund.has_instalments()) return {};
  const v1::InstalmentPolicy& proto = fund.instalments();
  bool within = true;
  const auto percent = [&](const std::string& field, int value) {
    if (value >= 0 && value <= kHundredPercent) return value;
    violations.Add("fund.instalments." + field, "OUT_OF_RANGE", "must be from 0 to 100");
    within = false;
    return 0;
  };
  const InstalmentPolicy policy{percent("start_percent", proto.start_percent()),
                                percent("substantial_percent", proto.substantial_percent()),
                                percent("acceptance_percent", proto.acceptance_percent())};
  const int sum = policy.start_percent + policy.substantial_percent + policy.acceptance_percent;
  if (within && sum != kHundredPercent) {
    violations.Add("fund.instalments", "NOT_A_HUNDRED_PERCENT", "must sum to 100");
  }
  return policy;
}

template <class Req>
money::Fen ReadAmount(error::Violations& violations, const Req& request, MovementKind kind) {
  if constexpr (std::is_same_v<Req, v1::AdjustAppropriationRequest>) {
    const money::Fen amount =
        RequiredAmount(violations, "amount", request.amount(), {-money::kMaxAmount.value});
    if (violations.empty() && amount.value == 0) {
      violations.Add("amount", "OUT_OF_RANGE", "must not be zero");
    }
    return amount;
  }
  return RequiredAmount(violations, "amount", request.amount(),
                        {kind == MovementKind::kPlan ? 0 : 1});
}

// The fields that a kind of movement has, of which all are required.
template <class Req>
absl::StatusOr<Submission> MovementOf(const Req& request, MovementKind kind,
                                      const rpc::Call& call) {
  error::Violations violations;
  FundMovement movement;
  movement.kind = kind;
  movement.fund = RequiredFundName(violations, "name", request.name());
  movement.fiscal_year = RequiredYear(violations, "fiscal_year", request.fiscal_year());
  if constexpr (requires { request.source(); }) {
    movement.source = rpc::RequiredId(violations, "source", request.source());
  }
  if constexpr (requires { request.project(); }) {
    movement.project = rpc::RequiredIdName(violations, "project", request.project(), "projects");
  }
  if constexpr (requires { request.to_project(); }) {
    movement.to_project =
        rpc::RequiredIdName(violations, "to_project", request.to_project(), "projects");
    if (request.to_project() == request.project()) {
      violations.Add("to_project", "SAME", "must be another project");
    }
  }
  if constexpr (requires { request.to_fiscal_year(); }) {
    movement.to_fiscal_year = RequiredYear(violations, "to_fiscal_year", request.to_fiscal_year());
    if (request.to_fiscal_year() == request.fiscal_year()) {
      violations.Add("to_fiscal_year", "SAME", "must be another year");
    }
  }
  movement.amount = ReadAmount(violations, request, kind);
  movement.effective_date =
      rpc::RequiredDate(violations, "effective_date", request.effective_date());
  movement.basis =
      rpc::RequiredText(violations, "basis", request.basis(), kMostFundBasisCharacters);
  std::string request_id = rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  const base::Digest content = records::DigestOf("finance.movement.v1", movement.fund, movement);
  return ChangeOf(call, std::move(request_id), content, request.validate_only(),
                  WithinFund(movement.fund),
                  [movement](const RequestClaim& claim, Standing& standing) {
                    return DecideMovement(movement, claim, standing);
                  });
}

}  // namespace

absl::StatusOr<Submission> FromProto(const v1::CreateFundRequest& request, const rpc::Call& call) {
  error::Violations violations;
  CreateFund create;
  create.id = rpc::RequiredId(violations, "fund_id", request.fund_id());
  if (create.id.size() > kMostFundIdCharacters) {
    violations.Add("fund_id", "TOO_LONG",
                   fmt::format("must have at most {} characters", kMostFundIdCharacters));
  }
  Fund& fund = create.fund;
  fund.display_name = rpc::RequiredText(violations, "fund.display_name",
                                        request.fund().display_name(), rpc::kMaxNameCharacters);
  fund.division =
      rpc::RequiredCodeName(violations, "fund.division", request.fund().division(), "divisions");
  fund.purpose = rpc::RequiredText(violations, "fund.purpose", request.fund().purpose(),
                                   kMostPurposeCharacters);
  fund.instalments = ReadInstalments(violations, request.fund());
  fund.origin = static_cast<DataOrigin>(
      rpc::RequiredEnum(violations, "fund.data_origin", request.fund().data_origin()));
  std::string request_id = rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  const base::Digest content = records::DigestOf("finance.create_fund.v1", create.id, fund);
  return ChangeOf(call, std::move(request_id), content, request.validate_only(),
                  WithinNewFund(create.id, PlacesOf(fund)),
                  [create](const RequestClaim&, Standing& standing) {
                    return DecideCreateFund(create, standing);
                  });
}

absl::StatusOr<Submission> FromProto(const v1::UpdateFundRequest& request, const rpc::Call& call) {
  error::Violations violations;
  const v1::Fund& proto = request.fund();
  UpdateFund update;
  update.id = RequiredFundName(violations, "fund.name", proto.name());
  update.display_name = rpc::RequiredText(violations, "fund.display_name", proto.display_name(),
                                          rpc::kMaxNameCharacters);
  update.purpose =
      rpc::RequiredText(violations, "fund.purpose", proto.purpose(), kMostPurposeCharacters);
  if (!proto.has_instalments()) {
    violations.Add("fund.instalments", "REQUIRED", "must be given");
  }
  update.instalments = ReadInstalments(violations, proto);
  update.etag = rpc::OptionalText(violations, "fund.etag", proto.etag(), rpc::kMaxEtagCharacters);
  std::string request_id = rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  const base::Digest content = base::DigestBuilder("finance.update_fund.v1")
                                   .Add(update.id)
                                   .Add(update.display_name)
                                   .Add(update.purpose)
                                   .Add(int64_t{update.instalments.start_percent})
                                   .Add(int64_t{update.instalments.substantial_percent})
                                   .Add(update.etag)
                                   .Finish();
  return ChangeOf(call, std::move(request_id), content, request.validate_only(),
                  WithinFund(update.id), [update](const RequestClaim&, Standing& standing) {
                    return DecideUpdateFund(update, standing);
                  });
}

absl::StatusOr<Submission> FromProto(const v1::CloseFiscalYearRequest& request,
                                     const rpc::Call& call) {
  error::Violations violations;
  CloseFiscalYear close;
  close.fund = RequiredFundName(violations, "name", request.name());
  close.fiscal_year = RequiredYear(violations, "fiscal_year", request.fiscal_year());
  std::string request_id = rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  const base::Digest content = base::DigestBuilder("finance.close_fiscal_year.v1")
                                   .Add(close.fund)
                                   .Add(int64_t{close.fiscal_year})
                                   .Finish();
  return ChangeOf(call, std::move(request_id), content, request.validate_only(),
                  WithinFund(close.fund), [close](const RequestClaim&, Standing& standing) {
                    return DecideCloseFiscalYear(close, standing);
                  });
}

absl::StatusOr<Submission> FromProto(const v1::PlanRequest& request, const rpc::Call& call) {
  return MovementOf(request, MovementKind::kPlan, call);
}
absl::StatusOr<Submission> FromProto(const v1::AppropriateRequest& request, const rpc::Call& call) {
  return MovementOf(request, MovementKind::kAppropriation, call);
}
absl::StatusOr<Submission> FromProto(const v1::AdjustAppropriationRequest& request,
                                     const rpc::Call& call) {
  return MovementOf(request, MovementKind::kAppropriation, call);
}
absl::StatusOr<Submission> FromProto(const v1::AllocateRequest& request, const rpc::Call& call) {
  return MovementOf(request, MovementKind::kAllocation, call);
}
absl::StatusOr<Submission> FromProto(const v1::ReallocateRequest& request, const rpc::Call& call) {
  return MovementOf(request, MovementKind::kReallocation, call);
}
absl::StatusOr<Submission> FromProto(const v1::CommitRequest& request, const rpc::Call& call) {
  return MovementOf(request, MovementKind::kCommitment, call);
}
absl::StatusOr<Submission> FromProto(const v1::ReleaseCommitmentRequest& request,
                                     const rpc::Call& call) {
  return MovementOf(request, MovementKind::kCommitmentRelease, call);
}
absl::StatusOr<Submission> FromProto(const v1::CarryOverRequest& request, const rpc::Call& call) {
  return MovementOf(request, MovementKind::kCarryOver, call);
}

}  // namespace cobuild::finance
