// What FakeSources knows of finance.
#include <algorithm>
#include <cstdlib>
#include <utility>

#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "services/assessment/app/testing/fake_sources.h"

namespace cobuild::assessment {
namespace {

// Small, so that more than one page is common.
constexpr size_t kLinesPerPage = 100;

// Credits `account` with a positive amount, debits it with a negative one.
Transfer TransferOf(const std::string& ledger, const std::string& account, money::Fen signed_amount,
                    base::Date date, int64_t position) {
  const std::string bank = ledger + "/accounts/102";
  const bool credit = signed_amount.value >= 0;
  return {.name = ledger + "/transfers/t" + std::to_string(position),
          .debit_account = credit ? bank : account,
          .credit_account = credit ? account : bank,
          .amount = {std::abs(signed_amount.value)},
          .effective_date = date,
          .description = "",
          .reverses = "",
          .position = position,
          .record_time = {},
          .actor = "machine/test"};
}

// Gives the lines to the sink page by page.
template <class Line, class Sink>
absl::Status InPages(const std::vector<Line>& lines, const Sink& sink) {
  for (size_t first = 0; first < lines.size(); first += kLinesPerPage) {
    const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(first);
    const size_t count = std::min(kLinesPerPage, lines.size() - first);
    COBUILD_RETURN_IF_ERROR(
        sink(std::vector<Line>(begin, begin + static_cast<std::ptrdiff_t>(count))));
  }
  return absl::OkStatus();
}

}  // namespace

int64_t FakeSources::NextFinancePosition() {
  finance_times_.push_back(now_);
  return std::ssize(finance_times_);
}

void FakeSources::PostIncome(const std::string& village, int year, money::Fen signed_amount,
                             DataOrigin origin) {
  const int64_t position = NextFinancePosition();
  const std::string ledger = "ledgers/" + village;
  Transfer transfer =
      TransferOf(ledger, ledger + "/accounts/501", signed_amount, {year, 12, 31}, position);
  transfer.record_time = now_;
  lines_.push_back(
      {{village, signed_amount, std::move(transfer), "villages/" + village}, year, origin});
}

void FakeSources::AddFinanceRecord(Fact fact, const std::string& qualifier, base::Date date,
                                   Item item) {
  finance_records_.push_back({fact, qualifier, date, std::move(item), NextFinancePosition()});
}

void FakeSources::AddFundLine(const std::string& fund, JournalLine line) {
  line.transfer.position = NextFinancePosition();
  fund_lines_.push_back({fund, std::move(line)});
}

void FakeSources::Invest(const std::string& project, const std::string& kind,
                         const std::string& source, money::Fen signed_amount, base::Date date,
                         DataOrigin origin) {
  const int64_t position = NextFinancePosition();
  const std::string ledger = "ledgers/project-" + project.substr(project.find('/') + 1);
  JournalLine line{
      .village = "",
      .signed_amount = signed_amount,
      .transfer = TransferOf(ledger, ledger + "/accounts/sources", signed_amount, date, position),
      .subject = project,
      .record = "investments/i" + std::to_string(position)};
  line.transfer.record_time = now_;
  investments_.push_back({{kind, source, std::move(line)}, origin});
}

std::vector<FakeSources::Line> FakeSources::LinesOf(const std::vector<std::string>& villages,
                                                    int year, int64_t position) const {
  std::vector<Line> lines;
  for (const std::string& village : villages) {
    std::copy_if(lines_.begin(), lines_.end(), std::back_inserter(lines), [&](const Line& line) {
      return line.line.village == village && line.year == year &&
             line.line.transfer.position <= position;
    });
  }
  return lines;
}

absl::StatusOr<int64_t> FakeSources::FinancePosition(std::optional<base::Timestamp> time) {
  COBUILD_RETURN_IF_ERROR(Enter("finance", "FinancePosition"));
  return PositionAt(finance_times_, time);
}

absl::StatusOr<Incomes> FakeSources::SummarizeIncome(const std::vector<std::string>& villages,
                                                     int year, const std::string& definition,
                                                     int64_t position) {
  COBUILD_RETURN_IF_ERROR(Enter("finance", "SummarizeIncome"));
  if (std::find(definitions_.begin(), definitions_.end(), definition) == definitions_.end()) {
    return error::Make(absl::StatusCode::kNotFound, "DEFINITION_NOT_FOUND", definition);
  }
  Incomes incomes;
  for (const Line& line : LinesOf(villages, year, position)) {
    Income& income = incomes[line.line.village];
    income.amount.value += line.line.signed_amount.value;
    income.origin = std::max(income.origin, line.origin);
  }
  return incomes;
}

absl::Status FakeSources::ReadIncomeLines(const std::vector<std::string>& villages, int year,
                                          const std::string&, int64_t position,
                                          const LineSink& sink) {
  COBUILD_RETURN_IF_ERROR(Enter("finance", "ReadIncomeLines"));
  std::vector<JournalLine> lines;
  for (const Line& line : LinesOf(villages, year, position)) lines.push_back(line.line);
  return InPages(lines, sink);
}

absl::StatusOr<Investments> FakeSources::SummarizeInvestments(
    const std::vector<std::string>& projects, base::Date as_of, int64_t position) {
  COBUILD_RETURN_IF_ERROR(Enter("finance", "SummarizeInvestments"));
  Investments investments;
  for (const InvestedLine& invested : investments_) {
    const InvestmentLine& line = invested.line;
    const Transfer& transfer = line.line.transfer;
    if (!std::binary_search(projects.begin(), projects.end(), line.line.subject) ||
        transfer.position > position || as_of < transfer.effective_date) {
      continue;
    }
    std::vector<Investment>& parts = investments[line.line.subject].parts;
    const auto part = std::find_if(parts.begin(), parts.end(), [&](const Investment& each) {
      return each.kind == line.kind && each.source == line.source;
    });
    Investment& sum =
        part == parts.end()
            ? parts.emplace_back(Investment{line.kind, line.source, {}, invested.origin})
            : *part;
    sum.amount.value += line.line.signed_amount.value;
    sum.origin = std::max(sum.origin, invested.origin);
  }
  return investments;
}

absl::Status FakeSources::ReadInvestmentLines(const std::vector<std::string>& projects,
                                              base::Date as_of, int64_t position,
                                              const InvestmentLineSink& sink) {
  COBUILD_RETURN_IF_ERROR(Enter("finance", "ReadInvestmentLines"));
  std::vector<InvestmentLine> lines;
  for (const std::string& project : projects) {
    for (const auto& [line, origin] : investments_) {
      if (line.line.subject == project && line.line.transfer.position <= position &&
          line.line.transfer.effective_date <= as_of) {
        lines.push_back(line);
      }
    }
  }
  return InPages(lines, sink);
}

absl::StatusOr<std::vector<Item>> FakeSources::ReadFinanceRecords(const RecordQuery& query,
                                                                  int64_t position) {
  COBUILD_RETURN_IF_ERROR(Enter("finance", "ReadFinanceRecords"));
  const bool of_fund = query.fact == Fact::kFundYear || query.fact == Fact::kPlannedAppropriation;
  const bool known =
      std::any_of(finance_records_.begin(), finance_records_.end(), [&](const Record& record) {
        return record.qualifier == query.qualifier && record.position <= position;
      });
  if (of_fund && !known) {
    return error::Make(absl::StatusCode::kNotFound, "FUND_NOT_FOUND", query.qualifier);
  }
  return ItemsIn(finance_records_, query, position);
}

void FakeSources::AddFund(const std::string& fund, const std::string& division) {
  fund_divisions_[fund] = division;
}

absl::StatusOr<std::string> FakeSources::ReadFundDivision(const std::string& fund, int64_t) {
  COBUILD_RETURN_IF_ERROR(Enter("finance", "ReadFundDivision"));
  const auto found = fund_divisions_.find(fund);
  if (found == fund_divisions_.end()) {
    return error::Make(absl::StatusCode::kNotFound, "FUND_NOT_FOUND", fund);
  }
  return found->second;
}

absl::StatusOr<std::vector<JournalLine>> FakeSources::ReadFundLines(const RecordQuery& query,
                                                                    int64_t position) {
  COBUILD_RETURN_IF_ERROR(Enter("finance", "ReadFundLines"));
  std::vector<JournalLine> lines;
  for (const FundLine& each : fund_lines_) {
    if (each.fund == query.qualifier && each.line.transfer.position <= position) {
      lines.push_back(each.line);
    }
  }
  return lines;
}

}  // namespace cobuild::assessment
