// Rule 6: what a published assessment froze is still what its sources say, or a dated correction
// explains the difference.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "services/reconciliation/domain/rules.h"

namespace cobuild::reconciliation {
namespace {

std::string ContentOf(const std::string& report) { return report + "/content"; }

// How two computations of a claim differ; nullopt when they do not.
std::optional<BreakClass> Differs(const ReportClaim& frozen, const ReportClaim& computed) {
  if (frozen.definition != computed.definition) return BreakClass::kDefinition;
  if (frozen.perimeter != computed.perimeter) return BreakClass::kPerimeter;
  if (frozen.value != computed.value) return BreakClass::kAmount;
  if (frozen.verdict != computed.verdict) return BreakClass::kState;
  return std::nullopt;
}

std::string TextOf(const ReportClaim& claim, BreakClass break_class) {
  switch (break_class) {
    case BreakClass::kDefinition:
      return claim.definition;
    case BreakClass::kPerimeter:
      return claim.perimeter;
    case BreakClass::kState:
      return claim.verdict;
    default:
      return claim.value.empty() ? "cannot be computed" : claim.value;
  }
}

void CompareClaims(const std::string& place, const ReportClaims& frozen,
                   const ReportClaims& computed, base::Timestamp since, Differences& found) {
  for (const auto& [id, claim] : frozen) {
    const auto other = computed.find(id);
    if (other == computed.end()) {
      found.push_back({place, id, BreakClass::kMissing, claim.value, "no such claim", since});
      continue;
    }
    const auto break_class = Differs(claim, other->second);
    if (!break_class) continue;
    found.push_back({place, id, *break_class, TextOf(claim, *break_class),
                     TextOf(other->second, *break_class), since});
  }
}

// Whether a source has recorded a correction after what the report took into account.
bool IsCorrectedSince(const Picture& picture, const FrozenReport& frozen) {
  return std::ranges::any_of(kSources, [&](Source source) {
    return source != Source::kAssessment &&
           picture.last_corrections()[IndexOf(source)] > frozen.positions[IndexOf(source)];
  });
}

}  // namespace

void CompareDefinition(const Picture& picture, const std::string& place, base::Date,
                       Differences& found) {
  const Known<Metric>& metric = *picture.Find<Metric>(place);
  const std::string& definition = metric.fact.income_definition;
  if (definition.empty() || picture.definitions().contains(definition)) return;
  found.push_back(
      {place, definition, BreakClass::kDefinition, definition, "not defined", metric.recorded});
}

Places PublishedReports() {
  return {[](const Picture& picture) {
            std::vector<std::string> names;
            picture.ForEach<Report>([&](const std::string& name, const Known<Report>& known) {
              if (known.fact.is_published) names.push_back(name);
            });
            return names;
          },
          [](const Picture& picture, const std::string& name) {
            const Known<Report>* report = picture.Find<Report>(name);
            return report != nullptr && report->fact.is_published;
          }};
}

void CompareReplay(const Picture& picture, const std::string& place, base::Date,
                   Differences& found) {
  const Known<FrozenReport>* frozen = picture.Find<FrozenReport>(ContentOf(place));
  const Recomputed* computed = picture.FindRecomputed(place);
  if (frozen == nullptr || computed == nullptr) return;
  CompareClaims(place, frozen->fact.claims, computed->then, frozen->recorded, found);
}

void CompareCorrected(const Picture& picture, const std::string& place, base::Date,
                      Differences& found) {
  const Known<FrozenReport>* frozen = picture.Find<FrozenReport>(ContentOf(place));
  const Recomputed* computed = picture.FindRecomputed(place);
  if (frozen == nullptr || computed == nullptr) return;
  if (IsCorrectedSince(picture, frozen->fact)) return;
  CompareClaims(place, frozen->fact.claims, computed->now, frozen->recorded, found);
}

}  // namespace cobuild::reconciliation
