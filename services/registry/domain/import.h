// An import of divisions: one edition, as its rows came and what became of them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/base/digest.h"
#include "common/base/time.h"
#include "services/registry/domain/division.h"

namespace cobuild::registry {

inline constexpr size_t kMaxImportRows = 1'000'000;
inline constexpr size_t kMaxRowFaults = 1'000;  // listed; the others are counted

struct ImportHeader {
  std::string edition;  // an id, as "nbs-2023"
  base::Date effective_date;

  bool operator==(const ImportHeader&) const = default;
};

// Unchecked: `facts` as they came, the level may be none of the enum's.
struct ImportRow {
  int line = 0;  // in the caller's file, from 1
  DivisionFacts facts;
};

// Why a row was rejected: its first fault.
struct RowFault {
  int line = 0;
  std::string field;  // as in the proto
  std::string reason;
  std::string description;

  bool operator==(const RowFault&) const = default;
};

struct ImportReport {
  int64_t received = 0;
  int64_t rejected = 0;   // received = accepted + rejected
  int64_t unchanged = 0;  // of the accepted
  std::vector<std::string>
      repeated_codes;            // of the accepted: those that repeat their parent's code
  std::vector<RowFault> faults;  // of the rejected, in the order that they came: the first 1,000
  int64_t position = 0;          // of the last change; the head when nothing changed
};

// Of header and rows in their order.
base::Digest DigestOf(const ImportHeader& header, const std::vector<ImportRow>& rows);

// Codes of the rows that repeat their parent's code, in their order, one for each row.
std::vector<std::string> RepeatedCodes(const std::vector<ImportRow>& rows);

inline bool RepeatsParent(const DivisionFacts& facts) { return facts.code == facts.parent_code; }

}  // namespace cobuild::registry
