#include "services/registry/domain/rows.h"

#include <algorithm>

#include "services/registry/domain/names.h"

namespace cobuild::registry {

size_t SizeOf(const Rows& rows) {
  return rows.divisions.size() + rows.episodes.size() + rows.records.size();
}

int64_t LastPositionOf(const Rows& rows) {
  int64_t last = 0;
  if (!rows.divisions.empty()) last = std::max(last, rows.divisions.back().position);
  if (!rows.episodes.empty()) last = std::max(last, rows.episodes.back().position);
  if (!rows.records.empty()) last = std::max(last, rows.records.back().position);
  return last;
}

void Number(Rows& rows, int64_t head) {
  for (Division& division : rows.divisions) division.position = ++head;
  for (Episode& episode : rows.episodes) episode.position = ++head;
  for (Record<AnyFacts>& record : rows.records) record.position = ++head;
}

void Stamp(Rows& rows, base::Timestamp record_time, const std::string& actor) {
  for (Division& division : rows.divisions) division.record_time = record_time;
  for (Episode& episode : rows.episodes) episode.record_time = record_time;
  for (Record<AnyFacts>& record : rows.records) {
    record.record_time = record_time;
    record.actor = actor;
  }
}

std::vector<std::string> NamesOf(const Rows& rows) {
  std::vector<std::string> names;
  names.reserve(SizeOf(rows));
  for (const Division& division : rows.divisions) {
    names.push_back(DivisionName(division.facts.code));
  }
  for (const Episode& episode : rows.episodes) {
    names.push_back(EpisodeName(episode.village_code, episode.entered_date));
  }
  for (const Record<AnyFacts>& record : rows.records) names.push_back(records::NameOf(record));
  return names;
}

}  // namespace cobuild::registry
