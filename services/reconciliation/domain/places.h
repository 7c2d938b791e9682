// By what checks go through the picture.
#pragma once

#include <string>
#include <vector>

#include "services/reconciliation/domain/check.h"

namespace cobuild::reconciliation {

// The names of a kind of facts.
template <class Fact>
constexpr Places PlacesOf() {
  return {[](const Picture& picture) {
            std::vector<std::string> names;
            picture.ForEach<Fact>(
                [&](const std::string& name, const Known<Fact>&) { names.push_back(name); });
            return names;
          },
          [](const Picture& picture, const std::string& name) {
            return picture.Find<Fact>(name) != nullptr;
          }};
}

// What facts of some kinds feed, below one collection, as "projects/".
inline bool IsIn(std::string_view collection, std::string_view name) {
  return name.starts_with(collection) && name.find('/', collection.size()) == name.npos;
}

}  // namespace cobuild::reconciliation
