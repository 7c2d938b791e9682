#include "services/assessment/app/testing/fake_sources.h"

#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"
#include "services/assessment/domain/errors.h"

namespace cobuild::assessment {
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

std::vector<Item> FakeSources::ItemsIn(const std::vector<Record>& records, const RecordQuery& query,
                                       int64_t position) {
  const bool lasts = TraitsOf(query.fact).period == Period::kDay;
  std::vector<Item> items;
  for (const Record& record : records) {
    const bool dated = record.date <= query.to && (lasts || query.from <= record.date);
    if (record.fact == query.fact && record.qualifier == query.qualifier && dated &&
        record.position <= position) {
      items.push_back(record.item);
    }
  }
  return items;
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
  return ItemsIn(records_, query, position);
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

}  // namespace cobuild::assessment
