#include "services/registry/rpc/feed_source.h"

#include <algorithm>
#include <map>

#include "common/base/status_macros.h"
#include "common/feed/convert_change.h"
#include "common/records/errors.h"
#include "common/records/places.h"
#include "common/records/snapshot.h"
#include "services/registry/app/read_changes.h"
#include "services/registry/domain/keep_standing.h"
#include "services/registry/domain/names.h"
#include "services/registry/rpc/convert_division.h"
#include "services/registry/rpc/convert_facts.h"
#include "services/registry/rpc/convert_village.h"

namespace cobuild::registry {
namespace {

using Resources = std::map<int64_t, google::protobuf::Any>;  // by position

template <class Row>
void PackAll(const std::vector<Row>& rows, Resources& resources) {
  for (const Row& row : rows) resources[row.position].PackFrom(ToProto(row));
}

}  // namespace

std::vector<std::string> FeedSource::ResourceTypes() const {
  std::vector<std::string> types = ResourceTypesOfRecords();
  types.push_back(v1::Division::descriptor()->full_name());
  types.push_back(v1::CategoryEpisode::descriptor()->full_name());
  return types;
}

absl::StatusOr<feed::Head> FeedSource::ReadHead() { return store_.ReadHead(); }

absl::Status FeedSource::KeepSeen(const scope::Reach& reach, Rows& rows) {
  if (reach.everything()) return absl::OkStatus();
  // Rows that another process has committed just now may be ahead of memory, and what they refer to
  // with them.
  const int64_t known = live_.Read([](const Registry& registry) { return registry.position(); });
  if (known < LastPositionOf(rows)) COBUILD_RETURN_IF_ERROR(live_.CatchUp());
  live_.Read([&](const Registry& registry) {
    std::erase_if(rows.divisions,
                  [&](const Division& version) { return !reach.HasDivision(version.facts.code); });
    std::erase_if(rows.episodes,
                  [&](const Episode& episode) { return !reach.HasDivision(episode.village_code); });
    std::erase_if(rows.records, [&](const Record<AnyFacts>& record) {
      return !records::IsSeen(registry, record, reach);
    });
  });
  return absl::OkStatus();
}

absl::StatusOr<std::vector<feed::v1::Change>> FeedSource::List(int64_t after, int limit,
                                                               const scope::Reach& reach) {
  COBUILD_ASSIGN_OR_RETURN(ChangedRows changed, ReadChanges(store_, after, limit));
  if (SizeOf(changed.rows) != changed.changes.size()) return records::RowsMissing(after);
  COBUILD_RETURN_IF_ERROR(KeepSeen(reach, changed.rows));
  Resources resources;
  PackAll(changed.rows.divisions, resources);
  PackAll(changed.rows.episodes, resources);
  for (const Record<AnyFacts>& record : changed.rows.records) {
    PackInto(record, resources[record.position]);
  }
  std::vector<feed::v1::Change> changes;
  changes.reserve(changed.changes.size());
  for (const feed::Change& change : changed.changes) {
    const auto resource = resources.find(change.position);
    if (resource == resources.end()) {
      // Each change has its row, so this one's is out of reach.
      if (reach.everything()) return records::RowsMissing(change.position - 1);
      changes.emplace_back().set_position(change.position);
      continue;
    }
    changes.push_back(feed::ToProto(change));
    *changes.back().mutable_resource() = std::move(resource->second);
  }
  return changes;
}

absl::StatusOr<std::vector<feed::v1::SnapshotResource>> FeedSource::ListStanding(
    int64_t after, int64_t upto, int64_t position, const scope::Reach& reach) {
  COBUILD_ASSIGN_OR_RETURN(Rows rows, records::ReadStanding(live_, store_, after, upto, position));
  COBUILD_RETURN_IF_ERROR(KeepSeen(reach, rows));
  std::vector<feed::v1::SnapshotResource> standing;
  standing.reserve(SizeOf(rows));
  for (const Division& version : rows.divisions) {
    standing.push_back(
        feed::SnapshotResourceAt(version.position, DivisionName(version.facts.code)));
    standing.back().mutable_resource()->PackFrom(ToProto(version));
  }
  for (const Episode& episode : rows.episodes) {
    standing.push_back(feed::SnapshotResourceAt(
        episode.position, EpisodeName(episode.village_code, episode.entered_date)));
    standing.back().mutable_resource()->PackFrom(ToProto(episode));
  }
  for (const Record<AnyFacts>& record : rows.records) {
    standing.push_back(feed::SnapshotResourceAt(record.position, records::NameOf(record)));
    PackInto(record, *standing.back().mutable_resource());
  }
  std::sort(standing.begin(), standing.end(),
            [](const auto& a, const auto& b) { return a.position() < b.position(); });
  return standing;
}

void FeedSource::WaitForChange(int64_t after, std::chrono::steady_clock::time_point deadline) {
  live_.WaitBeyond(after, deadline);
}

}  // namespace cobuild::registry
