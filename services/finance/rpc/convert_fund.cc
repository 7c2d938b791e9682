#include "services/finance/rpc/convert_fund.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/fields.h"
#include "services/finance/domain/names.h"
#include "services/finance/rpc/convert_money.h"
#include "services/finance/rpc/enums.h"
#include "services/finance/rpc/names.h"
#include "services/finance/rpc/record_message.h"

namespace cobuild::finance {
namespace {

template <class Req>
absl::StatusOr<records::GetQuery> FundQueryOf(const Req& request, const rpc::Call& call) {
  error::Violations violations;
  records::GetQuery query;
  query.id = RequiredFundName(violations, "name", request.name());
  query.known_at = rpc::KnownAtOf(violations, request);
  query.reach = call.reach();
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

}  // namespace

v1::Fund ToProto(const records::Record<Fund>& fund) {
  const Fund& facts = fund.facts;
  v1::Fund proto;
  SetStated(fund, proto);
  proto.set_display_name(facts.display_name);
  proto.set_division(DivisionName(facts.division));
  proto.set_purpose(facts.purpose);
  proto.mutable_instalments()->set_start_percent(facts.instalments.start_percent);
  proto.mutable_instalments()->set_substantial_percent(facts.instalments.substantial_percent);
  proto.mutable_instalments()->set_acceptance_percent(facts.instalments.acceptance_percent);
  for (const int year : facts.closed_years) proto.add_closed_years(year);
  proto.set_data_origin(ToProto(facts.origin));
  proto.set_ledger(LedgerName(LedgerOfFund(fund.id)));
  if (fund.position > 0) proto.set_etag(records::EtagOf(fund.position));
  return proto;
}

v1::FundMovement ToProto(const records::Record<FundMovement>& movement) {
  const FundMovement& facts = movement.facts;
  v1::FundMovement proto;
  SetStated(movement, proto);
  proto.set_kind(static_cast<v1::MovementKind>(facts.kind));
  proto.set_fiscal_year(facts.fiscal_year);
  proto.set_to_fiscal_year(facts.to_fiscal_year);
  proto.set_source(facts.source);
  if (!facts.project.empty()) proto.set_project(ProjectName(facts.project));
  if (!facts.to_project.empty()) proto.set_to_project(ProjectName(facts.to_project));
  if (!facts.claim.empty()) proto.set_claim(ClaimName(facts.claim));
  *proto.mutable_amount() = rpc::ToProto(facts.amount);
  *proto.mutable_effective_date() = rpc::ToProto(facts.effective_date);
  proto.set_basis(facts.basis);
  if (!facts.transfer.empty()) {
    proto.set_transfer(TransferName(LedgerOfFund(facts.fund), facts.transfer));
  }
  proto.set_data_origin(ToProto(facts.origin));
  return proto;
}

absl::StatusOr<records::GetQuery> FromProto(const v1::GetFundRequest& request,
                                            const rpc::Call& call) {
  return FundQueryOf(request, call);
}

absl::StatusOr<records::GetQuery> FromProto(const v1::GetFundPositionRequest& request,
                                            const rpc::Call& call) {
  return FundQueryOf(request, call);
}

absl::StatusOr<records::ListQuery> FromProto(const v1::ListFundsRequest& request,
                                             const rpc::Call& call) {
  error::Violations violations;
  records::ListQuery query;
  query.key = rpc::OptionalCodeName(violations, "division", request.division(), "divisions");
  return ListQueryOf(std::move(violations), std::move(query), call, request);
}

absl::StatusOr<ListFundMovementsQuery> FromProto(const v1::ListFundMovementsRequest& request,
                                                 const rpc::Call& call) {
  error::Violations violations;
  ListFundMovementsQuery query;
  records::ListQuery list;
  list.key = RequiredFundName(violations, "name", request.name());
  if (request.fiscal_year() != 0) RequiredYear(violations, "fiscal_year", request.fiscal_year());
  query.fiscal_year = request.fiscal_year();
  const v1::MovementKind kind = rpc::OptionalEnum(violations, "kind", request.kind());
  if (kind != v1::MOVEMENT_KIND_UNSPECIFIED) query.kind = static_cast<MovementKind>(kind);
  COBUILD_ASSIGN_OR_RETURN(query.list,
                           ListQueryOf(std::move(violations), std::move(list), call, request));
  return query;
}

v1::ListFundsResponse ToProto(const records::Page<Fund>& page,
                              const v1::ListFundsRequest& request) {
  v1::ListFundsResponse response;
  for (const auto& fund : page.records) *response.add_funds() = ToProto(fund);
  SetPage(page, request, response);
  return response;
}

v1::ListFundMovementsResponse ToProto(const records::Page<FundMovement>& page,
                                      const v1::ListFundMovementsRequest& request) {
  v1::ListFundMovementsResponse response;
  for (const auto& movement : page.records) *response.add_movements() = ToProto(movement);
  SetPage(page, request, response);
  return response;
}

v1::FundPosition ToProto(const FundPosition& position) {
  v1::FundPosition proto;
  proto.set_name(FundName(position.fund.id));
  proto.set_data_origin(ToProto(position.fund.facts.origin));
  proto.set_position(position.position);
  for (const auto& [fiscal_year, year] : position.years) {
    v1::FundYear& of_year = *proto.add_years();
    of_year.set_fiscal_year(fiscal_year);
    *of_year.mutable_planned() = ToProto(year.planned);
    *of_year.mutable_appropriated() = ToProto(year.appropriated);
    *of_year.mutable_allocated() = ToProto(year.allocated);
    *of_year.mutable_committed() = ToProto(year.committed);
    *of_year.mutable_paid() = ToProto(year.paid);
    for (const auto& [id, source] : year.sources) {
      v1::FundSource& of_source = *of_year.add_sources();
      of_source.set_source(id);
      *of_source.mutable_planned() = ToProto(source.planned);
      *of_source.mutable_appropriated() = ToProto(source.appropriated);
    }
  }
  return proto;
}

}  // namespace cobuild::finance
