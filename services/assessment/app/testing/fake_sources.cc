#include "services/assessment/app/testing/fake_sources.h"

#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "services/assessment/domain/errors.h"

namespace cobuild::assessment {
namespace {

// Small, so that more than one page is common.
constexpr size_t kLinesPerPage = 100;

}  // namespace

void FakeSources::AddPerimeter(const std::string& id, std::vector<Village> villages,
                               DataOrigin origin) {
  registry_times_.push_back(now_);
  perimeters_.push_back({id, {std::move(villages), origin}, std::ssize(registry_times_)});
}

void FakeSources::OpenEpisode(const std::string& village, Category category, base::Date entered,
                              DataOrigin origin) {
  registry_times_.push_back(now_);
  episodes_.push_back({{village, category, origin}, entered, std::ssize(registry_times_)});
}

void FakeSources::AddRecord(Fact fact, const std::string& qualifier, base::Date date, Item item) {
  registry_times_.push_back(now_);
  records_.push_back({fact, qualifier, date, std::move(item), std::ssize(registry_times_)});
}

void FakeSources::AddDistrict(District district, std::vector<std::string> townships) {
  registry_times_.push_back(now_);
  districts_.push_back({std::move(district), std::move(townships), std::ssize(registry_times_)});
}

void FakeSources::PostIncome(const std::string& village, int year, money::Fen signed_amount,
                             DataOrigin origin) {
  finance_times_.push_back(now_);
  const int64_t position = std::ssize(finance_times_);
  const std::string ledger = "ledgers/" + village;
  const std::string bank = ledger + "/accounts/102";
  const std::string income = ledger + "/accounts/501";
  const bool credit = signed_amount.value >= 0;
  Transfer transfer{.name = ledger + "/transfers/t" + std::to_string(position),
                    .debit_account = credit ? bank : income,
                    .credit_account = credit ? income : bank,
                    .amount = {credit ? signed_amount.value : -signed_amount.value},
                    .effective_date = {year, 12, 31},
                    .description = "",
                    .reverses = "",
                    .position = position,
                    .record_time = now_,
                    .actor = "machine/test"};
  lines_.push_back({{village, signed_amount, std::move(transfer)}, year, origin});
}

int FakeSources::calls(const std::string& method) const {
  const auto found = calls_.find(method);
  return found == calls_.end() ? 0 : found->second;
}

absl::Status FakeSources::Enter(const std::string& service, const std::string& method) {
  ++calls_[method];
  if (on_call_) on_call_(method);
  return broken_ == service ? SourceUnavailable(service, "BROKEN") : absl::OkStatus();
}

const FakeSources::Perimeter* FakeSources::FindPerimeter(const std::string& id,
                                                         int64_t position) const {
  const auto found = std::find_if(perimeters_.begin(), perimeters_.end(), [&](const Perimeter& p) {
    return p.id == id && p.position <= position;
  });
  return found == perimeters_.end() ? nullptr : &*found;
}

int64_t FakeSources::PositionAt(const std::vector<base::Timestamp>& times,
                                std::optional<base::Timestamp> time) {
  if (!time) return std::ssize(times);
  return std::upper_bound(times.begin(), times.end(), *time) - times.begin();
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

absl::StatusOr<int64_t> FakeSources::RegistryPosition(const std::string& perimeter,
                                                      std::optional<base::Timestamp> time) {
  COBUILD_RETURN_IF_ERROR(Enter("registry", "RegistryPosition"));
  const int64_t position = PositionAt(registry_times_, time);
  if (FindPerimeter(perimeter, position) == nullptr) return PerimeterNotFound(perimeter);
  return position;
}

absl::StatusOr<Subjects> FakeSources::ReadPerimeter(const std::string& perimeter, base::Date,
                                                    int64_t position) {
  COBUILD_RETURN_IF_ERROR(Enter("registry", "ReadPerimeter"));
  const Perimeter* found = FindPerimeter(perimeter, position);
  if (found == nullptr) return PerimeterNotFound(perimeter);
  if (found->subjects.villages.size() > static_cast<size_t>(kMaxVillages)) {
    return TooManyVillages(perimeter);
  }
  return found->subjects;
}

absl::StatusOr<std::vector<Episode>> FakeSources::ReadEpisodes(base::Date open_on,
                                                               int64_t position) {
  COBUILD_RETURN_IF_ERROR(Enter("registry", "ReadEpisodes"));
  std::vector<Episode> open;
  for (const OpenedEpisode& opened : episodes_) {
    if (opened.entered <= open_on && opened.position <= position) open.push_back(opened.episode);
  }
  return open;
}

absl::StatusOr<std::vector<Item>> FakeSources::ReadRegistryRecords(const RecordQuery& query,
                                                                   int64_t position) {
  COBUILD_RETURN_IF_ERROR(Enter("registry", "ReadRegistryRecords"));
  const bool lasts = TraitsOf(query.fact).period == Period::kDay;
  std::vector<Item> items;
  for (const Record& record : records_) {
    const bool dated = record.date <= query.to && (lasts || query.from <= record.date);
    if (record.fact == query.fact && record.qualifier == query.qualifier && dated &&
        record.position <= position) {
      items.push_back(record.item);
    }
  }
  return items;
}

absl::StatusOr<std::vector<District>> FakeSources::ReadDistricts(
    const std::vector<std::string>& townships, base::Date, int64_t position) {
  COBUILD_RETURN_IF_ERROR(Enter("registry", "ReadDistricts"));
  std::vector<District> districts;
  for (const KnownDistrict& known : districts_) {
    const bool above =
        std::any_of(townships.begin(), townships.end(), [&](const std::string& township) {
          return std::find(known.townships.begin(), known.townships.end(), township) !=
                 known.townships.end();
        });
    if (above && known.position <= position) districts.push_back(known.district);
  }
  return districts;
}

absl::StatusOr<IncomeSummary> FakeSources::SummarizeIncome(const std::vector<std::string>& villages,
                                                           int year, const std::string& definition,
                                                           const base::KnownAt& known_at) {
  COBUILD_RETURN_IF_ERROR(Enter("finance", "SummarizeIncome"));
  if (std::find(definitions_.begin(), definitions_.end(), definition) == definitions_.end()) {
    return error::Make(absl::StatusCode::kNotFound, "DEFINITION_NOT_FOUND", definition);
  }
  IncomeSummary summary;
  summary.position = known_at.position.value_or(PositionAt(finance_times_, known_at.time));
  for (const Line& line : LinesOf(villages, year, summary.position)) {
    Income& income = summary.incomes[line.line.village];
    income.amount.value += line.line.signed_amount.value;
    income.origin = std::max(income.origin, line.origin);
  }
  return summary;
}

absl::Status FakeSources::ReadIncomeLines(const std::vector<std::string>& villages, int year,
                                          const std::string&, int64_t position,
                                          const LineSink& sink) {
  COBUILD_RETURN_IF_ERROR(Enter("finance", "ReadIncomeLines"));
  std::vector<IncomeLine> page;
  for (const Line& line : LinesOf(villages, year, position)) {
    page.push_back(line.line);
    if (page.size() == kLinesPerPage) {
      COBUILD_RETURN_IF_ERROR(sink(std::exchange(page, {})));
    }
  }
  return page.empty() ? absl::OkStatus() : sink(std::move(page));
}

}  // namespace cobuild::assessment
