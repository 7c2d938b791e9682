#include "services/registry/store/memory/memory_store.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "common/base/status_macros.h"

namespace cobuild::registry {
namespace {

using State = MemoryStore::State;

absl::Status Taken() { return absl::AlreadyExistsError("a row with this key exists"); }

template <class Row>
void CopyRange(const std::vector<Row>& rows, int64_t after, int64_t upto, const State& state,
               std::vector<Row>& copies) {
  for (const Row& row : rows) {
    if (row.position <= after || row.position > upto) continue;
    copies.push_back(row);
    copies.back().record_time = state.feed.ReadChanges(row.position - 1, 1).front().record_time;
  }
}

Rows RowsOf(const State& state, int64_t after, int64_t upto) {
  Rows found;
  CopyRange(state.rows.divisions, after, upto, state, found.divisions);
  CopyRange(state.rows.episodes, after, upto, state, found.episodes);
  found.records = state.records.Read(state.feed, after, upto);
  return found;
}

template <class Row>
bool AnyTaken(const std::vector<Row>& rows, const std::vector<Row>& added) {
  std::set<int64_t> positions;
  for (const Row& row : rows) positions.insert(row.position);
  return std::any_of(added.begin(), added.end(),
                     [&](const Row& row) { return !positions.insert(row.position).second; });
}

template <class Row>
void Append(std::vector<Row>& rows, const std::vector<Row>& added) {
  rows.insert(rows.end(), added.begin(), added.end());
}

class MemoryWriter : public Writer {
 public:
  explicit MemoryWriter(State& state) : state_(state), log_(state.feed) {}

  feed::Log& log() override { return log_; }

  absl::StatusOr<Rows> ReadRows(int64_t after, int64_t upto) override {
    return RowsOf(state_, after, upto);
  }

  absl::Status InsertRows(const Rows& rows) override {
    if (AnyTaken(state_.rows.divisions, rows.divisions)) return Taken();
    if (AnyTaken(state_.rows.episodes, rows.episodes)) return Taken();
    Append(state_.rows.divisions, rows.divisions);
    Append(state_.rows.episodes, rows.episodes);
    return state_.records.Insert(rows.records);
  }

  absl::StatusOr<std::optional<KeptImport>> FindImport(const std::string& principal,
                                                       const std::string& request_id) override {
    const auto found = state_.imports.find({principal, request_id});
    if (found == state_.imports.end()) return std::nullopt;
    return found->second;
  }

  absl::Status InsertImport(const KeptImport& import) override {
    const bool is_new =
        state_.imports.try_emplace({import.principal, import.request_id}, import).second;
    return is_new ? absl::OkStatus() : Taken();
  }

  absl::Status InsertPersonalData(const SealedPersonalData& row) override {
    const bool is_new = state_.personal_data[row.person_id].try_emplace(row.position, row).second;
    return is_new ? absl::OkStatus() : Taken();
  }

  absl::Status ErasePersonalData(const std::string& person_id) override {
    state_.personal_data.erase(person_id);
    return absl::OkStatus();
  }

 private:
  State& state_;
  feed::MemoryLog log_;
};

}  // namespace

absl::Status MemoryStore::ReadWrite(const std::function<absl::Status(Writer&)>& body) {
  const std::lock_guard writing(writer_mutex_);
  State state = Snapshot();
  MemoryWriter writer(state);
  COBUILD_RETURN_IF_ERROR(body(writer));
  const std::lock_guard lock(mutex_);
  state_ = std::move(state);
  return absl::OkStatus();
}

absl::StatusOr<feed::Head> MemoryStore::ReadHead() {
  const std::lock_guard lock(mutex_);
  return state_.feed.ReadHead();
}

absl::StatusOr<Rows> MemoryStore::ReadRows(int64_t after, int64_t upto) {
  const std::lock_guard lock(mutex_);
  return RowsOf(state_, after, upto);
}

absl::StatusOr<std::vector<feed::Change>> MemoryStore::ReadChanges(int64_t after, int limit) {
  const std::lock_guard lock(mutex_);
  return state_.feed.ReadChanges(after, limit);
}

absl::StatusOr<std::vector<SealedPersonalData>> MemoryStore::ReadPersonalData(
    const std::vector<std::string>& person_ids, int64_t upto) {
  const std::lock_guard lock(mutex_);
  std::vector<SealedPersonalData> found;
  for (const std::string& person_id : person_ids) {
    const auto rows = state_.personal_data.find(person_id);
    if (rows == state_.personal_data.end()) continue;
    const auto later = rows->second.upper_bound(upto);
    if (later != rows->second.begin()) found.push_back(std::prev(later)->second);
  }
  return found;
}

MemoryStore::State MemoryStore::Snapshot() {
  const std::lock_guard lock(mutex_);
  return state_;
}

}  // namespace cobuild::registry
