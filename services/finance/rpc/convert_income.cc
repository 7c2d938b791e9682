#include "services/finance/rpc/convert_income.h"

#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/fields.h"
#include "common/rpc/page.h"
#include "services/finance/domain/names.h"
#include "services/finance/rpc/convert_money.h"
#include "services/finance/rpc/convert_transfer.h"
#include "services/finance/rpc/convert_verification.h"
#include "services/finance/rpc/enums.h"
#include "services/finance/rpc/names.h"
#include "services/finance/rpc/submit.h"

namespace cobuild::finance {
namespace {

constexpr int kMostIncomeVillages = 10'000;

// villages, year, definition and known_at, which both reads of sums have.
template <class Req>
IncomeSummaryQuery SummaryQueryOf(error::Violations& violations, const Req& request,
                                  const rpc::Call& call) {
  IncomeSummaryQuery query;
  query.reach = call.reach();
  rpc::RequireSome(violations, "villages", request.villages_size(), kMostIncomeVillages);
  query.villages = VillageCodes(violations, "villages", request.villages());
  query.year = RequiredYear(violations, "year", request.year());
  query.definition =
      rpc::RequiredText(violations, "definition", request.definition(), rpc::kMaxSourceCharacters);
  query.known_at = rpc::KnownAtOf(violations, request);
  return query;
}

// Keys of pages; what a token holds was written here.
std::string FormatKey(const IncomeKey& key) {
  return fmt::format("{}-{}-{}", key.village, key.year, static_cast<int>(key.category));
}

std::optional<IncomeKey> ParseIncomeKey(const std::string& text) {
  char village[13] = "";
  int year = 0;
  int category = 0;
  if (std::sscanf(text.c_str(), "%12[0-9]-%d-%d", village, &year, &category) != 3) {
    return std::nullopt;
  }
  return IncomeKey{village, year, static_cast<IncomeCategory>(category)};
}

std::string FormatKey(const IncomeLine& line) {
  return fmt::format("{}-{}-{}", line.village, line.transfer.posted.position,
                     static_cast<int>(line.side));
}

IncomeLineKey ParseLineKey(const std::string& text) {
  char village[13] = "";
  long long position = 0;
  int side = 0;
  if (std::sscanf(text.c_str(), "%12[0-9]-%lld-%d", village, &position, &side) != 3) return {};
  return {village, position, static_cast<Side>(side)};
}

}  // namespace

absl::StatusOr<Submission> FromProto(const v1::RecordVillageIncomeRequest& request,
                                     const rpc::Call& call) {
  error::Violations violations;
  RecordIncome record;
  record.key.village = rpc::RequiredCodeName(violations, "village", request.village(), "villages");
  record.key.year = RequiredYear(violations, "year", request.year());
  record.key.category =
      static_cast<IncomeCategory>(rpc::RequiredEnum(violations, "category", request.category()));
  record.amount = RequiredAmount(violations, "amount", request.amount(), {1});
  record.source =
      rpc::RequiredText(violations, "source", request.source(), rpc::kMaxSourceCharacters);
  record.origin =
      static_cast<DataOrigin>(rpc::RequiredEnum(violations, "data_origin", request.data_origin()));
  std::string request_id = rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  record.request = ClaimOf(call.principal().name, call.method().name, std::move(request_id),
                           ContentDigestOf(record));
  return SubmissionOf(std::move(record), request.validate_only());
}

absl::StatusOr<Submission> FromProto(const v1::CorrectVillageIncomeRequest& request,
                                     const rpc::Call& call) {
  error::Violations violations;
  CorrectIncome correct;
  correct.key = RequiredIncomeName(violations, "name", request.name());
  correct.amount = RequiredAmount(violations, "amount", request.amount(), {0});
  correct.reason =
      rpc::RequiredText(violations, "reason", request.reason(), rpc::kMaxSourceCharacters);
  correct.etag = rpc::OptionalEtag(violations, request.etag());
  std::string request_id = rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  correct.request = ClaimOf(call.principal().name, call.method().name, std::move(request_id),
                            ContentDigestOf(correct));
  return SubmissionOf(std::move(correct), request.validate_only());
}

absl::StatusOr<ListVillageIncomeQuery> FromProto(const v1::ListVillageIncomeRequest& request,
                                                 const rpc::Call& call) {
  error::Violations violations;
  ListVillageIncomeQuery query;
  query.reach = call.reach();
  query.village = rpc::OptionalCodeName(violations, "village", request.village(), "villages");
  if (request.year() != 0) RequiredYear(violations, "year", request.year());
  query.year = request.year();
  query.known_at = rpc::KnownAtOf(violations, request);
  const rpc::Page page = rpc::PageOf(violations, request);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  query.after = ParseIncomeKey(page.after);
  query.size = page.size;
  return query;
}

absl::StatusOr<IncomeSummaryQuery> FromProto(const v1::SummarizeIncomeRequest& request,
                                             const rpc::Call& call) {
  error::Violations violations;
  IncomeSummaryQuery query = SummaryQueryOf(violations, request, call);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

absl::StatusOr<ListIncomeLinesFields> FromProto(const v1::ListIncomeLinesRequest& request,
                                                const rpc::Call& call) {
  error::Violations violations;
  ListIncomeLinesFields fields;
  fields.query = SummaryQueryOf(violations, request, call);
  const rpc::Page page = rpc::PageOf(violations, request);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  fields.after = ParseLineKey(page.after);
  fields.size = page.size;
  return fields;
}

v1::VillageIncome ToProto(const Income& income) {
  const IncomeFacts& facts = income.facts;
  v1::VillageIncome proto;
  proto.set_name(IncomeName(facts.key));
  proto.set_village(VillageName(facts.key.village));
  proto.set_year(facts.key.year);
  proto.set_category(ToProto(facts.key.category));
  *proto.mutable_amount() = rpc::ToProto(facts.amount);
  proto.set_source(facts.source);
  proto.set_data_origin(ToProto(facts.origin));
  if (!facts.transfer.empty()) {
    proto.set_transfer(TransferName(facts.key.village, facts.transfer));
  }
  proto.set_correction_reason(facts.correction_reason);
  proto.set_verification_state(v1::DECLARED);
  if (income.recorded.position > 0) {
    proto.set_position(income.recorded.position);
    *proto.mutable_record_time() = rpc::ToProto(income.recorded.time);
    proto.set_etag(EtagOf(income));
  }
  return proto;
}

v1::ListVillageIncomeResponse ToProto(const IncomePage& page,
                                      const v1::ListVillageIncomeRequest& request) {
  v1::ListVillageIncomeResponse response;
  for (const Income& income : page.incomes) *response.add_incomes() = ToProto(income);
  if (page.more) {
    response.set_next_page_token(
        rpc::NextPageToken(request, FormatKey(page.incomes.back().facts.key)));
  }
  return response;
}

v1::SummarizeIncomeResponse ToProto(const IncomeSummary& summary) {
  v1::SummarizeIncomeResponse response;
  for (const IncomeSummary::Row& row : summary.rows) {
    v1::IncomeRow& proto = *response.add_rows();
    proto.set_village(VillageName(row.sum.village));
    *proto.mutable_amount() = ToProto(row.sum.amount_fen);
    proto.set_line_count(row.sum.line_count);
    proto.set_data_origin(ToProto(row.origin));
    *proto.mutable_verification() = ToProto(row.verification);
  }
  *response.mutable_total() = ToProto(summary.total_fen);
  *response.mutable_definition() = ToProto(*summary.definition);
  response.set_position(summary.position);
  return response;
}

v1::ListIncomeLinesResponse ToProto(const IncomeLinePage& page,
                                    const v1::ListIncomeLinesRequest& request) {
  v1::ListIncomeLinesResponse response;
  for (const IncomeLine& line : page.lines) {
    const money::Fen amount = line.transfer.transfer.amount;
    v1::IncomeLine& proto = *response.add_lines();
    proto.set_village(VillageName(line.village));
    *proto.mutable_signed_amount() =
        rpc::ToProto(line.side == Side::kCredit ? amount : money::Fen{-amount.value});
    *proto.mutable_transfer() = ToProto(line.transfer);
  }
  if (page.more) {
    response.set_next_page_token(rpc::NextPageToken(request, FormatKey(page.lines.back())));
  }
  return response;
}

v1::IncomeDefinition ToProto(const IncomeDefinition& definition) {
  v1::IncomeDefinition proto;
  proto.set_name(std::string(definition.name));
  proto.set_description(std::string(definition.description));
  for (const ChartCodes& accounts : definition.accounts) {
    v1::ChartAccounts& chart = *proto.add_accounts();
    chart.set_chart(std::string(IdOf(accounts.chart)));
    for (const std::string_view code : accounts.codes) chart.add_codes(std::string(code));
  }
  return proto;
}

}  // namespace cobuild::finance
