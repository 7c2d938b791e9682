// A record: one state of a resource that people or systems have stated, with when and by whom.
// Records are inserted and never changed (services/adr/0004-two-times.md): a correction is a
// further state of the same id, and what is withdrawn is a state with the reason.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "common/base/time.h"

namespace cobuild::records {

// `Facts` name their kind and how its resources are called:
//   static constexpr std::string_view kKind = "acceptance";                         in the database
//   static constexpr std::string_view kNamePattern = "villages/{}/acceptances/{}";  in the API
// An id has a part for each "{}", joined by "/".
template <class Facts>
struct Record {
  std::string id;
  Facts facts;
  std::string void_reason = {};  // why it was withdrawn; "" while it stands
  int64_t position = 0;          // 0: not recorded
  base::Timestamp record_time = {};
  std::string actor = {};  // the principal who recorded this state

  bool is_void() const { return !void_reason.empty(); }
  bool operator==(const Record&) const = default;
};

// Changes with every recorded state.
inline std::string EtagOf(int64_t position) { return std::to_string(position); }

// "villages/{}/acceptances/{}" and "420115002201/2010" give
// "villages/420115002201/acceptances/2010".
std::string NameOf(std::string_view pattern, std::string_view id);

template <class Facts>
std::string NameOf(std::string_view id) {
  return NameOf(Facts::kNamePattern, id);
}

// Facts of one of several kinds.
template <class... Facts>
using AnyOf = std::variant<Facts...>;

template <class Any>
std::string NameOf(const Record<Any>& record) {
  return std::visit(
      [&](const auto& facts) {
        return NameOf(std::decay_t<decltype(facts)>::kNamePattern, record.id);
      },
      record.facts);
}

// The same state with its facts in the type that holds every kind, and back.
template <class Any, class Facts>
Record<Any> Widen(Record<Facts> record) {
  return {std::move(record.id), Any(std::move(record.facts)), std::move(record.void_reason),
          record.position,      record.record_time,           std::move(record.actor)};
}
template <class Facts, class Any>
Record<Facts> Narrow(const Record<Any>& record) {
  return {record.id,          std::get<Facts>(record.facts),
          record.void_reason, record.position,
          record.record_time, record.actor};
}

// What one transaction records of them, in order of position.
template <class Any>
struct Rows {
  std::vector<Record<Any>> records = {};
  bool operator==(const Rows&) const = default;
};

template <class Any>
size_t SizeOf(const Rows<Any>& rows) {
  return rows.records.size();
}

// 0 when there are none.
template <class Any>
int64_t LastPositionOf(const Rows<Any>& rows) {
  return rows.records.empty() ? 0 : rows.records.back().position;
}

// Gives the rows the positions after `head`.
template <class Any>
void Number(Rows<Any>& rows, int64_t head) {
  for (Record<Any>& record : rows.records) record.position = ++head;
}

// When and by whom they were recorded.
template <class Any>
void Stamp(Rows<Any>& rows, base::Timestamp record_time, const std::string& actor) {
  for (Record<Any>& record : rows.records) {
    record.record_time = record_time;
    record.actor = actor;
  }
}

// Their resource names, in order of position.
template <class Any>
std::vector<std::string> NamesOf(const Rows<Any>& rows) {
  std::vector<std::string> names;
  names.reserve(rows.records.size());
  for (const Record<Any>& record : rows.records) names.push_back(NameOf(record));
  return names;
}

}  // namespace cobuild::records
