// What the tests of use cases share.
#pragma once

#include <string>

#include "common/testing/status_matchers.h"
#include "services/registry/app/import_divisions.h"
#include "services/registry/app/live_registry.h"
#include "services/registry/testing/fixtures.h"

namespace cobuild::registry {

inline constexpr base::Timestamp kNow{1'400'000'000'000'000};

// The reach of who asks, unless a test says otherwise.
inline const scope::Reach kAll = scope::Reach::Everything();

inline ChangeRequest RequestOf(const std::string& method, const std::string& id) {
  ChangeRequest change;
  change.reach = kAll;
  change.request.principal = "machine/test";
  change.request.method = method;
  change.request.id = id;
  change.now = kNow;
  return change;
}

inline ReadAt Latest(const base::Date& as_of = {2012, 6, 1}) { return {as_of, {}}; }

inline absl::StatusOr<ImportReport> Import(LiveRegistry& live, const std::string& id,
                                           const std::vector<DivisionFacts>& divisions,
                                           const ImportHeader& header = {"test", kBaseline}) {
  return ImportDivisions(live, RequestOf("Import", id), header, ImportRowsOf(divisions));
}

}  // namespace cobuild::registry
