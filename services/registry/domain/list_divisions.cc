#include "services/registry/domain/list_divisions.h"

#include <algorithm>

namespace cobuild::registry {
namespace {

template <class Matches>
DivisionPage PageWhere(const DivisionIndex& index, const Moment& moment, const PageRange& range,
                       Matches matches) {
  DivisionPage page;
  VisitAfter(index, range.after, moment, [&](const Division& division) {
    if (!matches(division.facts)) return true;
    page.is_last = page.divisions.size() < static_cast<size_t>(range.size);
    if (page.is_last) page.divisions.push_back(division);
    return page.is_last;
  });
  return page;
}

const DivisionIndex& NarrowestIndex(const Divisions& divisions, const DivisionFilter& filter) {
  if (!filter.parent_code.empty()) return divisions.ChildrenOf(filter.parent_code);
  if (filter.level) return divisions.OfLevel(*filter.level);
  return divisions.all();
}

bool HasText(std::string_view name, std::string_view text) {
  return name.find(text) != std::string_view::npos;
}

}  // namespace

DivisionPage ListDivisions(const Divisions& divisions, const DivisionFilter& filter,
                           const Moment& moment, const PageRange& range) {
  return PageWhere(
      NarrowestIndex(divisions, filter), moment, range, [&](const DivisionFacts& facts) {
        return (filter.parent_code.empty() || facts.parent_code == filter.parent_code) &&
               (!filter.level || facts.level == *filter.level);
      });
}

DivisionPage SearchDivisions(const Divisions& divisions, std::string_view text,
                             const Moment& moment, const PageRange& range) {
  return PageWhere(divisions.all(), moment, range, [&](const DivisionFacts& facts) {
    return HasText(facts.name, text) ||
           std::any_of(facts.aliases.begin(), facts.aliases.end(),
                       [&](const std::string& alias) { return HasText(alias, text); });
  });
}

}  // namespace cobuild::registry
