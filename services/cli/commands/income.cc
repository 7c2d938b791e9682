#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "cobuild/finance/v1/income.grpc.pb.h"
#include "cobuild/registry/v1/perimeter.grpc.pb.h"
#include "common/base/time.h"
#include "common/rpc/fields.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/failure.h"
#include "services/cli/pages.h"
#include "services/cli/session.h"

namespace cobuild::cli {
namespace {

constexpr int64_t kFirstYear = 1978;
constexpr int64_t kLastYear = 2100;
constexpr int64_t kMaxVillages = 10'000;

int32_t YearOf(Arguments& arguments, std::string_view name) {
  return static_cast<int32_t>(arguments.Integer(name, kFirstYear, kLastYear));
}

// "subsidy-income", as it stands in a record's name.
std::string Slug(finance::v1::IncomeCategory category) {
  std::string slug = finance::v1::IncomeCategory_Name(category);
  std::ranges::transform(slug, slug.begin(), [](unsigned char c) {
    return c == '_' ? '-' : static_cast<char>(std::tolower(c));
  });
  return slug;
}

absl::Status RecordIncome(Arguments& arguments, Session& session) {
  finance::v1::RecordVillageIncomeRequest request;
  request.set_village(arguments.Name("VILLAGE", "villages"));
  request.set_year(YearOf(arguments, "YEAR"));
  request.set_category(arguments.Enum<finance::v1::IncomeCategory>("CATEGORY"));
  *request.mutable_amount() = arguments.Money("AMOUNT");
  request.set_source(arguments.Text("source"));
  request.set_data_origin(DataOriginOf(arguments));
  request.set_request_id(session.RequestId(arguments));
  request.set_validate_only(arguments.Has("dry-run"));
  return session.CallAndPrint(arguments, Service::kFinance,
                              &finance::v1::IncomeService::Stub::RecordVillageIncome, request);
}

absl::Status CorrectIncome(Arguments& arguments, Session& session) {
  finance::v1::CorrectVillageIncomeRequest request;
  const std::string village = arguments.Name("VILLAGE", "villages");
  const int32_t year = YearOf(arguments, "YEAR");
  const auto category = arguments.Enum<finance::v1::IncomeCategory>("CATEGORY");
  request.set_name(fmt::format("{}/incomes/{}-{}", village, year, Slug(category)));
  *request.mutable_amount() = arguments.Money("AMOUNT");
  request.set_reason(arguments.Text("reason"));
  request.set_etag(arguments.Text("etag"));
  request.set_request_id(session.RequestId(arguments));
  request.set_validate_only(arguments.Has("dry-run"));
  return session.CallAndPrint(arguments, Service::kFinance,
                              &finance::v1::IncomeService::Stub::CorrectVillageIncome, request);
}

absl::Status ListIncomes(Arguments& arguments, Session& session) {
  finance::v1::ListVillageIncomeRequest request;
  request.set_village(arguments.Name("village", "villages"));
  request.set_year(YearOf(arguments, "year"));
  SetKnownAt(arguments, request);
  return ListRows(session, arguments, Service::kFinance,
                  &finance::v1::IncomeService::Stub::ListVillageIncome, request,
                  &finance::v1::ListVillageIncomeResponse::incomes);
}

// The villages of --perimeter on the last day of the year.
absl::Status AddPerimeterVillages(Arguments& arguments, Session& session,
                                  finance::v1::SummarizeIncomeRequest& request) {
  registry::v1::ListPerimeterVillagesRequest villages;
  villages.set_name(arguments.Name("perimeter", "perimeters"));
  *villages.mutable_as_of() = rpc::ToProto(base::Date{request.year(), 12, 31});
  COBUILD_ASSIGN_OR_RETURN(
      const bool more, ForEachRow(session, Service::kRegistry,
                                  &registry::v1::PerimeterService::Stub::ListPerimeterVillages,
                                  villages, &registry::v1::ListPerimeterVillagesResponse::villages,
                                  kMaxVillages, [&request](const registry::v1::Village& village) {
                                    request.add_villages(village.name());
                                  }));
  return more ? UsageError("the perimeter has more than 10000 villages") : absl::OkStatus();
}

// The total as the last row.
std::vector<Json> SummaryRows(const finance::v1::SummarizeIncomeResponse& summary) {
  std::vector<Json> rows;
  int64_t lines = 0;
  bool example = false;
  for (const finance::v1::IncomeRow& row : summary.rows()) {
    rows.push_back(ToJson(row));
    lines += row.line_count();
    example = example || row.data_origin() == type::v1::EXAMPLE;
  }
  rows.push_back({{"village", "total"},
                  {"amount", ToJson(summary.total())},
                  {"line_count", lines},
                  {"data_origin", example ? "EXAMPLE" : "RECORDED"}});
  return rows;
}

absl::Status SummarizeIncome(Arguments& arguments, Session& session) {
  finance::v1::SummarizeIncomeRequest request;
  request.set_year(YearOf(arguments, "YEAR"));
  request.set_definition(arguments.Has("definition") ? arguments.Text("definition")
                                                     : "collective_income_gross@1");
  for (const auto& village : arguments.Names("village", "villages")) request.add_villages(village);
  SetKnownAt(arguments, request);
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  if (arguments.Has("village") == arguments.Has("perimeter")) {
    return UsageError("either --village or --perimeter is required, and not both");
  }
  if (arguments.Has("perimeter")) {
    COBUILD_RETURN_IF_ERROR(AddPerimeterVillages(arguments, session, request));
  }
  COBUILD_ASSIGN_OR_RETURN(
      const finance::v1::SummarizeIncomeResponse summary,
      session.Call(Service::kFinance, &finance::v1::IncomeService::Stub::SummarizeIncome, request));
  if (session.format() == Format::kJson) {
    session.Print(summary);
    return absl::OkStatus();
  }
  session.Print(SummaryRows(summary));
  session.notes() << fmt::format("definition {}, known up to position {}\n",
                                 summary.definition().name(), summary.position());
  return absl::OkStatus();
}

}  // namespace

std::vector<Command> IncomeCommands() {
  const Argument village = Positional("VILLAGE", "code");
  const Argument year = Positional("YEAR", "calendar year");
  const Argument category = OneOf(finance::v1::IncomeCategory_descriptor(),
                                  Positional("CATEGORY",
                                             "OPERATING_INCOME, CONTRACT_AND_REMITTANCE, "
                                             "INVESTMENT_INCOME, SUBSIDY_INCOME or OTHER_INCOME"));
  const Argument amount = Positional("AMOUNT", "in yuan, as 49000.00");
  return {
      {"income",
       "record",
       "the income of a village, year and category, posted to its ledger",
       With({village, year, category, amount, Required("source", "where the amount is stated")},
            With(DataOrigin(), DryRunAndRequestId())),
       RecordIncome,
       {"cobuild.finance.v1.IncomeService/RecordVillageIncome"},
       {},
       "income record 420115010201 2011 subsidy-income 49000.00 --source 2011-statement"},
      {"income",
       "correct",
       "corrects a record: reversal and new posting, both or neither",
       With({village, year, category, amount, Required("reason", "why"),
             Optional("etag", "of the record that is corrected; default whatever stands")},
            DryRunAndRequestId()),
       CorrectIncome,
       {"cobuild.finance.v1.IncomeService/CorrectVillageIncome"},
       {},
       "income correct 420115010201 2011 subsidy-income 49000.00 --reason mistyped --dry-run"},
      {"income",
       "list",
       "records in order of village, year and category",
       With({Optional("village", "only this village"), Optional("year", "only this year")},
            With(KnownAtOnly(), Limit())),
       ListIncomes,
       {"cobuild.finance.v1.IncomeService/ListVillageIncome"},
       {{"village", "VILLAGE"},
        {"year", "YEAR", Column::Align::kRight},
        {"category", "CATEGORY"},
        {"amount", "AMOUNT", Column::Align::kRight},
        {"position", "POSITION", Column::Align::kRight},
        {"data_origin", "ORIGIN"},
        {"source", "SOURCE"},
        {"correction_reason", "CORRECTED"}},
       "income list --village 420115010201 --year 2011"},
      {"income",
       "summarize",
       "income of villages in a year by a definition",
       With({year, List("village", "code of a village"),
             Optional("perimeter", "its villages on the last day of the year"),
             Optional("definition", "default collective_income_gross@1")},
            KnownAtOnly()),
       SummarizeIncome,
       {"cobuild.finance.v1.IncomeService/SummarizeIncome",
        "cobuild.registry.v1.PerimeterService/ListPerimeterVillages"},
       {{"village", "VILLAGE"},
        {"amount", "AMOUNT", Column::Align::kRight},
        {"line_count", "LINES", Column::Align::kRight},
        {"data_origin", "ORIGIN"}},
       "income summarize 2011 --perimeter jiangxia-programme"},
  };
}

}  // namespace cobuild::cli
