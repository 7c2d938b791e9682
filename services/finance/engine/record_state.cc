#include "services/finance/engine/record_state.h"

#include <limits>
#include <type_traits>
#include <utility>
#include <variant>

#include "services/finance/domain/errors.h"

namespace cobuild::finance {

void RecordState::Add(RecordStated stated) {
  const AnyRecord& record = stated.record;
  timeline_.Add(record.position, record.record_time);
  if (stated.request) {
    answers_.insert_or_assign(
        stated.request->key,
        Answer{stated.request->content, record.facts.index(), record.id, record.position});
  }
  shelves_.Add(std::move(stated.record));
}

void RecordState::Clear() {
  shelves_ = {};
  timeline_ = {};
  answers_.clear();
  head_ = 0;
}

absl::StatusOr<int64_t> RecordState::PositionOf(const base::KnownAt& known_at) const {
  const int64_t head = head_;
  if (known_at.time) return std::min(head, timeline_.PositionAt(*known_at.time));
  if (!known_at.position) return head;
  if (*known_at.position > head) return errors::KnownAtAheadOfHead(head);
  return *known_at.position;
}

std::optional<AnyRecord> RecordState::Find(size_t kind, const std::string& id) const {
  return FindAt(kind, id, std::numeric_limits<int64_t>::max());
}

std::optional<AnsweredRequest> RecordState::FindRequest(const base::Digest& request_key) const {
  const auto found = answers_.find(request_key);
  if (found == answers_.end()) return std::nullopt;
  const Answer& answer = found->second;
  std::optional<AnyRecord> record = FindAt(answer.kind, answer.id, answer.position);
  if (!record) return std::nullopt;
  return AnsweredRequest{{.id = "", .key = request_key, .content = answer.content},
                         *std::move(record)};
}

std::optional<AnyRecord> RecordState::FindAt(size_t kind, const std::string& id,
                                             int64_t position) const {
  std::optional<AnyRecord> found;
  const auto look = [&]<class Facts>(const records::Shelf<Facts>& shelf) {
    if (const records::Record<Facts>* state = shelf.Find(id, position)) {
      found = records::Widen<AnyFacts>(*state);
    }
  };
  const auto look_in_kind = [&]<size_t... Kinds>(std::index_sequence<Kinds...>) {
    ((kind == Kinds ? look(Of<std::variant_alternative_t<Kinds, AnyFacts>>()) : void()), ...);
  };
  look_in_kind(std::make_index_sequence<std::variant_size_v<AnyFacts>>());
  return found;
}

}  // namespace cobuild::finance
