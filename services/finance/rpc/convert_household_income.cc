#include "services/finance/rpc/convert_household_income.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "common/base/status_macros.h"
#include "common/records/fields.h"
#include "common/rpc/fields.h"
#include "services/finance/domain/decide_household_income.h"
#include "services/finance/domain/names.h"
#include "services/finance/domain/places.h"
#include "services/finance/rpc/change_records.h"
#include "services/finance/rpc/convert_money.h"
#include "services/finance/rpc/enums.h"
#include "services/finance/rpc/names.h"
#include "services/finance/rpc/record_message.h"

namespace cobuild::finance {
namespace {

constexpr int kMostVillages = 1'000;

int64_t ReadResidents(error::Violations& violations, std::string_view field, int64_t residents) {
  if (residents < 1 || residents > kMostResidents) {
    violations.Add(std::string(field), "OUT_OF_RANGE",
                   fmt::format("must be from 1 to {}", kMostResidents));
  }
  return residents;
}

}  // namespace

absl::StatusOr<Submission> FromProto(const v1::RecordHouseholdIncomeRequest& request,
                                     const rpc::Call& call) {
  error::Violations violations;
  const v1::HouseholdIncome& proto = request.household_income();
  HouseholdIncome income;
  income.village =
      rpc::RequiredCodeName(violations, "household_income.village", proto.village(), "villages");
  income.year = RequiredYear(violations, "household_income.year", proto.year());
  income.per_capita =
      RequiredAmount(violations, "household_income.per_capita", proto.per_capita(), {0});
  income.residents = ReadResidents(violations, "household_income.residents", proto.residents());
  income.source = rpc::RequiredText(violations, "household_income.source", proto.source(),
                                    rpc::kMaxSourceCharacters);
  income.origin = static_cast<DataOrigin>(
      rpc::RequiredEnum(violations, "household_income.data_origin", proto.data_origin()));
  std::string request_id = rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  const base::Digest content =
      records::DigestOf("finance.record_household_income.v1", IdOf(income), income);
  return ChangeOf(call, std::move(request_id), content, request.validate_only(),
                  WithinNewHouseholdIncome(income),
                  [income](const RequestClaim&, Standing& standing) {
                    return DecideRecordHouseholdIncome(income, standing);
                  });
}

absl::StatusOr<Submission> FromProto(const v1::CorrectHouseholdIncomeRequest& request,
                                     const rpc::Call& call) {
  error::Violations violations;
  CorrectHouseholdIncome correct;
  correct.id = RequiredHouseholdIncomeName(violations, "name", request.name());
  correct.per_capita = RequiredAmount(violations, "per_capita", request.per_capita(), {0});
  correct.residents = ReadResidents(violations, "residents", request.residents());
  correct.reason =
      rpc::RequiredText(violations, "reason", request.reason(), rpc::kMaxSourceCharacters);
  correct.etag = rpc::OptionalEtag(violations, request.etag());
  std::string request_id = rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  const base::Digest content = base::DigestBuilder("finance.correct_household_income.v1")
                                   .Add(correct.id)
                                   .Add(correct.per_capita.value)
                                   .Add(correct.residents)
                                   .Add(correct.reason)
                                   .Add(correct.etag)
                                   .Finish();
  return ChangeOf(call, std::move(request_id), content, request.validate_only(),
                  WithinHouseholdIncome(correct.id),
                  [correct](const RequestClaim&, Standing& standing) {
                    return DecideCorrectHouseholdIncome(correct, standing);
                  });
}

absl::StatusOr<ListHouseholdIncomesQuery> FromProto(const v1::ListHouseholdIncomesRequest& request,
                                                    const rpc::Call& call) {
  error::Violations violations;
  ListHouseholdIncomesQuery query;
  rpc::RequireAtMost(violations, "villages", request.villages_size(), kMostVillages);
  query.villages = VillageCodes(violations, "villages", request.villages());
  if (request.year() != 0) RequiredYear(violations, "year", request.year());
  query.year = request.year();
  COBUILD_ASSIGN_OR_RETURN(query.list,
                           ListQueryOf(std::move(violations), records::ListQuery(), call, request));
  return query;
}

v1::HouseholdIncome ToProto(const records::Record<HouseholdIncome>& income) {
  const HouseholdIncome& facts = income.facts;
  v1::HouseholdIncome proto;
  SetStated(income, proto);
  proto.set_village(VillageName(facts.village));
  proto.set_year(facts.year);
  *proto.mutable_per_capita() = rpc::ToProto(facts.per_capita);
  proto.set_residents(facts.residents);
  proto.set_source(facts.source);
  proto.set_data_origin(ToProto(facts.origin));
  proto.set_verification_state(v1::DECLARED);
  proto.set_correction_reason(facts.correction_reason);
  if (income.position > 0) proto.set_etag(records::EtagOf(income.position));
  return proto;
}

v1::ListHouseholdIncomesResponse ToProto(const records::Page<HouseholdIncome>& page,
                                         const v1::ListHouseholdIncomesRequest& request) {
  v1::ListHouseholdIncomesResponse response;
  for (const auto& income : page.records) *response.add_household_incomes() = ToProto(income);
  SetPage(page, request, response);
  return response;
}

}  // namespace cobuild::finance
