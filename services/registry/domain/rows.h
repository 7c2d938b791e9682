// What one transaction records, and what is read back of the records: rows that are never changed
// afterwards.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/base/time.h"
#include "services/registry/domain/division.h"
#include "services/registry/domain/facts.h"
#include "services/registry/domain/village.h"

namespace cobuild::registry {

// Each list in order of position.
struct Rows {
  std::vector<Division> divisions = {};
  std::vector<Episode> episodes = {};
  std::vector<Record<AnyFacts>> records = {};

  bool operator==(const Rows&) const = default;
};

size_t SizeOf(const Rows& rows);
// 0 when there are none.
int64_t LastPositionOf(const Rows& rows);

// Gives the rows the positions after `head`: divisions first, then episodes and records.
void Number(Rows& rows, int64_t head);
// When they were recorded, and by whom.
void Stamp(Rows& rows, base::Timestamp record_time, const std::string& actor);

// Their resource names, in order of position as Number gives it.
std::vector<std::string> NamesOf(const Rows& rows);

}  // namespace cobuild::registry
