// Grants: which role a principal has, for which part of the tree, from when to when.
//
// A grant ends by its end_date, whatever ends it: to revoke it or to hand it over brings that day
// forward, to the first day at the least. So whether it is in force is a matter of the day alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.h"
#include "common/scope/bound.h"

namespace cobuild::registry {

// For the whole tree only: who has it may grant anything to others.
inline constexpr std::string_view kSecurityAdminRole = "SECURITY_ADMIN";
// Never a person's.
inline constexpr std::string_view kServiceRole = "SERVICE";
inline constexpr std::string_view kPersonKind = "person/";
inline constexpr int kMaxTermYears = 5;

struct Grant {
  static constexpr std::string_view kKind = "grant";
  static constexpr std::string_view kNamePattern = "grants/{}";

  std::string principal;  // id
  std::string role;
  scope::Bound bound;
  base::Date start_date;
  base::Date end_date;  // first day no longer in force; start_date when it never was
  std::string reason;
  std::string end_reason;   // why it ended before its term; "" while it stands
  std::string grantor;      // principal who granted it
  std::string predecessor;  // id of the grant that was handed over; or ""

  bool IsInForceOn(const base::Date& day) const { return start_date <= day && day < end_date; }
  // It is looked up by its principal, its role, and what it is bounded by.
  std::vector<std::string> Keys() const;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("principal", self.principal);
    visit("role", self.role);
    visit("scope_kind", self.bound.kind);
    visit("scope_id", self.bound.id);
    visit("start_date", self.start_date);
    visit("end_date", self.end_date);
    visit("reason", self.reason);
    visit("end_reason", self.end_reason);
    visit("grantor", self.grantor);
    visit("predecessor", self.predecessor);
  }
  bool operator==(const Grant&) const = default;
};

// By which the grants of a role, or of exactly this bound, are looked up.
std::string KeyOfRole(std::string_view role);
std::string KeyOf(const scope::Bound& bound);

// The first day on which no grant that starts on `start_date` may be in force any more.
base::Date LatestEndOf(const base::Date& start_date);

}  // namespace cobuild::registry
