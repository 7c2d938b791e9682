// GetDivision, ListDivisions, SearchDivisions.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/registry/app/live_registry.h"
#include "services/registry/domain/list_divisions.h"

namespace cobuild::registry {

struct GetDivisionQuery {
  std::string code;
  ReadAt at;
};

struct ListDivisionsQuery {
  DivisionFilter filter;
  ReadAt at;
  PageRange range;
};

struct SearchDivisionsQuery {
  std::string text;  // not empty
  base::Date as_of;
  PageRange range;
};

// DIVISION_NOT_FOUND, and what Registry::MomentOf refuses.
absl::StatusOr<Division> GetDivision(const LiveRegistry& live, const GetDivisionQuery& query);

// What Registry::MomentOf refuses.
absl::StatusOr<DivisionPage> ListDivisions(const LiveRegistry& live,
                                           const ListDivisionsQuery& query);

// By the latest record.
DivisionPage SearchDivisions(const LiveRegistry& live, const SearchDivisionsQuery& query);

}  // namespace cobuild::registry
