// People: who holds a posting or sits in a group. What is personal about them is apart
// (personal_data.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/registry/domain/village.h"

namespace cobuild::registry {

// The key of a resource in another system.
struct ExternalRef {
  std::string system;
  std::string id;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("system", self.system);
    visit("id", self.id);
  }
  bool operator==(const ExternalRef&) const = default;
};

// By which the record that has it is looked up.
std::string KeyOf(const ExternalRef& ref);

struct Person {
  static constexpr std::string_view kKind = "person";
  static constexpr std::string_view kNamePattern = "people/{}";

  std::string organization;  // id; "" for none
  DataOrigin data_origin = DataOrigin::kRecorded;
  std::vector<ExternalRef> external_refs;  // one for each system

  // A person is looked up by the organization and by each key in another system.
  std::vector<std::string> Keys() const;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("organization", self.organization);
    visit("data_origin", self.data_origin);
    visit("external_refs", self.external_refs);
  }
  bool operator==(const Person&) const = default;
};

}  // namespace cobuild::registry
