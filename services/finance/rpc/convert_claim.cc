#include "services/finance/rpc/convert_claim.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "common/records/fields.h"
#include "common/rpc/fields.h"
#include "services/finance/domain/decide_claim.h"
#include "services/finance/domain/names.h"
#include "services/finance/domain/places.h"
#include "services/finance/rpc/change_records.h"
#include "services/finance/rpc/convert_digest.h"
#include "services/finance/rpc/convert_money.h"
#include "services/finance/rpc/enums.h"
#include "services/finance/rpc/names.h"
#include "services/finance/rpc/record_message.h"

namespace cobuild::finance {
namespace {

constexpr int kMostVouchers = 100;

void ReadMilestone(error::Violations& violations, const std::string& name, Release& release) {
  const std::string id =
      rpc::RequiredName(violations, "release.milestone", name, "projects/{}/milestones/{}");
  const size_t slash = id.find('/');
  if (slash == std::string::npos) return;
  release.project = id.substr(0, slash);
  release.milestone = id.substr(slash + 1);
}

std::string RequiredClaimName(error::Violations& violations, const std::string& name) {
  return rpc::RequiredIdName(violations, "name", name, "claims");
}

// The fields that a step has, of which all are required.
template <class Req, class Decide>
absl::StatusOr<Submission> StepOf(const Req& request, const rpc::Call& call,
                                  Within (*within)(std::string claim), Decide decide) {
  error::Violations violations;
  ClaimStep step;
  step.actor = call.principal().name;
  step.claim = RequiredClaimName(violations, request.name());
  if constexpr (requires { request.effective_date(); }) {
    step.effective_date = rpc::RequiredDate(violations, "effective_date", request.effective_date());
  }
  if constexpr (requires { request.reason(); }) {
    step.reason = rpc::RequiredText(violations, "reason", request.reason(), kMostReasonCharacters);
  }
  step.etag = rpc::OptionalEtag(violations, request.etag());
  std::string request_id = rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  const base::Digest content = base::DigestBuilder("finance.claim_step.v1")
                                   .Add(step.claim)
                                   .Add(base::FormatDate(step.effective_date))
                                   .Add(step.reason)
                                   .Add(step.etag)
                                   .Finish();
  return ChangeOf(call, std::move(request_id), content, request.validate_only(), within(step.claim),
                  [step, decide](const RequestClaim& claim, Standing& standing) {
                    return decide(step, claim, standing);
                  });
}

}  // namespace

absl::StatusOr<Submission> FromProto(const v1::AuthorizeReleaseRequest& request,
                                     const rpc::Call& call) {
  error::Violations violations;
  Release release;
  const std::string id = rpc::RequiredId(violations, "release_id", request.release_id());
  ReadMilestone(violations, request.release().milestone(), release);
  release.cap = RequiredAmount(violations, "release.cap", request.release().cap(), {1});
  release.dossier =
      RequiredDigest(violations, "release.dossier_digest", request.release().dossier_digest());
  release.origin = static_cast<DataOrigin>(
      rpc::RequiredEnum(violations, "release.data_origin", request.release().data_origin()));
  const auto& proto_villages = request.release().villages();
  rpc::RequireAtMost(violations, "release.villages", proto_villages.size(), kMostProjectVillages);
  std::vector<std::string> villages = VillageCodes(violations, "release.villages", proto_villages);
  std::string request_id = rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  // Where the project is may have been stated anew since the release was told first.
  const base::Digest content = records::DigestOf("finance.authorize_release.v1", id, release);
  release.villages = std::move(villages);
  return ChangeOf(call, std::move(request_id), content, request.validate_only(), nullptr,
                  [id, release](const RequestClaim&, Standing& standing) {
                    return DecideAuthorizeRelease(id, release, standing);
                  });
}

absl::StatusOr<Submission> FromProto(const v1::RevokeReleaseRequest& request,
                                     const rpc::Call& call) {
  error::Violations violations;
  RevokeRelease revoke;
  revoke.id = rpc::RequiredIdName(violations, "name", request.name(), "releases");
  revoke.reason = rpc::RequiredText(violations, "reason", request.reason(), kMostReasonCharacters);
  revoke.etag = rpc::OptionalEtag(violations, request.etag());
  std::string request_id = rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  const base::Digest content = base::DigestBuilder("finance.revoke_release.v1")
                                   .Add(revoke.id)
                                   .Add(revoke.reason)
                                   .Add(revoke.etag)
                                   .Finish();
  return ChangeOf(call, std::move(request_id), content, request.validate_only(), nullptr,
                  [revoke](const RequestClaim&, Standing& standing) {
                    return DecideRevokeRelease(revoke, standing);
                  });
}

absl::StatusOr<Submission> FromProto(const v1::CreateClaimRequest& request, const rpc::Call& call) {
  error::Violations violations;
  const v1::Claim& proto = request.claim();
  Claim claim;
  const std::string chosen = rpc::OptionalId(violations, "claim_id", request.claim_id());
  claim.fund = RequiredFundName(violations, "claim.fund", proto.fund());
  claim.fiscal_year = RequiredYear(violations, "claim.fiscal_year", proto.fiscal_year());
  claim.project = rpc::RequiredIdName(violations, "claim.project", proto.project(), "projects");
  claim.village = rpc::RequiredCodeName(violations, "claim.village", proto.village(), "villages");
  claim.release = rpc::RequiredIdName(violations, "claim.release", proto.release(), "releases");
  claim.instalment = static_cast<Instalment>(
      rpc::RequiredEnum(violations, "claim.instalment", proto.instalment()));
  claim.amount = RequiredAmount(violations, "claim.amount", proto.amount(), {1});
  claim.vouchers =
      RequiredDigests(violations, "claim.voucher_digests", proto.voucher_digests(), kMostVouchers);
  claim.maker = call.principal().name;
  std::string request_id = rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  const base::Digest content = records::DigestOf("finance.create_claim.v1", chosen, claim);
  return ChangeOf(call, std::move(request_id), content, request.validate_only(),
                  WithinNewClaim(claim),
                  [chosen, claim](const RequestClaim& made, Standing& standing) {
                    const std::string id = chosen.empty() ? IdFrom("claim", made) : chosen;
                    return DecideCreateClaim(id, claim, standing);
                  });
}

absl::StatusOr<Submission> FromProto(const v1::ApproveClaimRequest& request,
                                     const rpc::Call& call) {
  return StepOf(request, call, WithinPayee,
                [](const ClaimStep& step, const RequestClaim&, Standing& standing) {
                  return DecideApproveClaim(step, standing);
                });
}
absl::StatusOr<Submission> FromProto(const v1::RefuseClaimRequest& request, const rpc::Call& call) {
  return StepOf(request, call, WithinPayee,
                [](const ClaimStep& step, const RequestClaim&, Standing& standing) {
                  return DecideRefuseClaim(step, standing);
                });
}
absl::StatusOr<Submission> FromProto(const v1::PayClaimRequest& request, const rpc::Call& call) {
  return StepOf(request, call, WithinClaim, DecidePayClaim);
}
absl::StatusOr<Submission> FromProto(const v1::ConfirmPaymentRequest& request,
                                     const rpc::Call& call) {
  return StepOf(request, call, WithinClaim, DecideConfirmPayment);
}
absl::StatusOr<Submission> FromProto(const v1::ReturnPaymentRequest& request,
                                     const rpc::Call& call) {
  return StepOf(request, call, WithinClaim, DecideReturnPayment);
}
absl::StatusOr<Submission> FromProto(const v1::RefundClaimRequest& request, const rpc::Call& call) {
  return StepOf(request, call, WithinClaim, DecideRefundClaim);
}

absl::StatusOr<records::ListQuery> FromProto(const v1::ListReleasesRequest& request,
                                             const rpc::Call& call) {
  error::Violations violations;
  records::ListQuery query;
  query.key = rpc::OptionalIdName(violations, "project", request.project(), "projects");
  return ListQueryOf(std::move(violations), std::move(query), call, request);
}

absl::StatusOr<ListClaimsQuery> FromProto(const v1::ListClaimsRequest& request,
                                          const rpc::Call& call) {
  error::Violations violations;
  ListClaimsQuery query;
  query.fund = rpc::OptionalIdName(violations, "fund", request.fund(), "funds");
  query.project = rpc::OptionalIdName(violations, "project", request.project(), "projects");
  const v1::ClaimState state = rpc::OptionalEnum(violations, "state", request.state());
  if (state != v1::CLAIM_STATE_UNSPECIFIED) query.state = static_cast<ClaimState>(state);
  COBUILD_ASSIGN_OR_RETURN(query.list,
                           ListQueryOf(std::move(violations), records::ListQuery(), call, request));
  return query;
}

v1::Release ToProto(const records::Record<Release>& release) {
  const Release& facts = release.facts;
  v1::Release proto;
  SetStated(release, proto);
  proto.set_milestone(MilestoneName(facts.project, facts.milestone));
  proto.set_project(ProjectName(facts.project));
  *proto.mutable_cap() = rpc::ToProto(facts.cap);
  proto.set_dossier_digest(base::ToHex(facts.dossier));
  proto.set_data_origin(ToProto(facts.origin));
  proto.set_revocation_reason(release.void_reason);
  if (!facts.claim.empty()) proto.set_claim(ClaimName(facts.claim));
  proto.set_state(release.is_void()     ? v1::REVOKED
                  : facts.claim.empty() ? v1::AUTHORIZED
                                        : v1::CONSUMED);
  for (const std::string& village : facts.villages) proto.add_villages(VillageName(village));
  if (release.position > 0) proto.set_etag(records::EtagOf(release.position));
  return proto;
}

v1::Claim ToProto(const records::Record<Claim>& claim) {
  const Claim& facts = claim.facts;
  v1::Claim proto;
  SetStated(claim, proto);
  proto.set_fund(FundName(facts.fund));
  proto.set_fiscal_year(facts.fiscal_year);
  proto.set_project(ProjectName(facts.project));
  proto.set_village(VillageName(facts.village));
  proto.set_release(ReleaseName(facts.release));
  proto.set_instalment(static_cast<v1::Instalment>(facts.instalment));
  *proto.mutable_amount() = rpc::ToProto(facts.amount);
  for (const base::Digest& voucher : facts.vouchers) {
    proto.add_voucher_digests(base::ToHex(voucher));
  }
  proto.set_data_origin(ToProto(facts.origin));
  proto.set_state(static_cast<v1::ClaimState>(facts.state));
  proto.set_maker(facts.maker);
  proto.set_checker(facts.checker);
  if (facts.payment_date) *proto.mutable_payment_date() = rpc::ToProto(*facts.payment_date);
  proto.set_reason(facts.reason);
  if (claim.position > 0) proto.set_etag(records::EtagOf(claim.position));
  return proto;
}

v1::ListReleasesResponse ToProto(const records::Page<Release>& page,
                                 const v1::ListReleasesRequest& request) {
  v1::ListReleasesResponse response;
  for (const auto& release : page.records) *response.add_releases() = ToProto(release);
  SetPage(page, request, response);
  return response;
}

v1::ListClaimsResponse ToProto(const records::Page<Claim>& page,
                               const v1::ListClaimsRequest& request) {
  v1::ListClaimsResponse response;
  for (const auto& claim : page.records) *response.add_claims() = ToProto(claim);
  SetPage(page, request, response);
  return response;
}

}  // namespace cobuild::finance
