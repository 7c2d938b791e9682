// An import of projects: its rows as they came, and what became of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/projects/domain/project.h"

namespace cobuild::projects {

inline constexpr size_t kMaxImportRows = 10'000;
inline constexpr size_t kMaxRowFaults = 1'000;  // listed; the others are counted
// The reason of a row whose project would be where the caller may not put it.
inline constexpr std::string_view kRowOutOfScope = "OUT_OF_SCOPE";

// Why a row was rejected: its first fault.
struct RowFault {
  int64_t line = 0;
  std::string field;  // as in the proto
  std::string reason;
  std::string description;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("line", self.line);
    visit("field", self.field);
    visit("reason", self.reason);
    visit("description", self.description);
  }
  bool operator==(const RowFault&) const = default;
};

struct ImportRow {
  int64_t line = 0;  // in the caller's file, from 1
  std::string id;
  Statement stated;
  std::optional<RowFault> fault;  // what is wrong with the fields, by themselves

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("line", self.line);
    visit("id", self.id);
    visit("stated", self.stated);
    visit("fault", self.fault);
  }
};

struct ImportCommand {
  bool partial = false;  // applies the good rows also when there are bad ones
  std::vector<ImportRow> rows;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("partial", self.partial);
    visit("rows", self.rows);
  }
};

// What came of it. Kept as a record after those of its projects, so that a retry gives it again.
struct ProjectImport {
  static constexpr std::string_view kKind = "import";
  static constexpr std::string_view kNamePattern = "imports/{}";

  int64_t received = 0;
  int64_t rejected = 0;          // received = accepted + rejected
  std::vector<RowFault> faults;  // of the rejected, in the order that they came: the first 1,000

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("received", self.received);
    visit("rejected", self.rejected);
    visit("faults", self.faults);
  }
  bool operator==(const ProjectImport&) const = default;
};

}  // namespace cobuild::projects
