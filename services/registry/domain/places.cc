// Where each kind of record is (registry.h), and whether what a change records is within reach.
#include <string>

#include "common/base/status_macros.h"
#include "common/records/places.h"
#include "services/registry/domain/names.h"
#include "services/registry/domain/registry.h"

namespace cobuild::registry {
namespace {

void Add(const scope::Places& more, scope::Places& places) {
  places.divisions.insert(places.divisions.end(), more.divisions.begin(), more.divisions.end());
  places.organizations.insert(places.organizations.end(), more.organizations.begin(),
                              more.organizations.end());
}

// Of the record that another belongs to, a withdrawn one included; nowhere when there is none.
template <class Facts>
scope::Places PlacesOfOwner(const Registry& registry, const std::string& id) {
  const Record<Facts>* owner = registry.Of<Facts>().Find(id, registry.position());
  return owner == nullptr ? scope::Places{} : registry.PlacesOf(id, owner->facts);
}

scope::Places At(const std::string& division_code) {
  return {.divisions = {division_code}, .organizations = {}};
}

}  // namespace

scope::Places Registry::PlacesOf(std::string_view id, const Organization& facts) const {
  scope::Places places{.divisions = {}, .organizations = {std::string(id)}};
  if (!facts.division_code.empty()) places.divisions.push_back(facts.division_code);
  return places;
}

scope::Places Registry::PlacesOf(std::string_view, const Pairing& facts) const {
  return {.divisions = {facts.village_code}, .organizations = {facts.organization}};
}

scope::Places Registry::PlacesOf(std::string_view id, const Person& facts) const {
  scope::Places places;
  if (!facts.organization.empty()) places = PlacesOfOwner<Organization>(*this, facts.organization);
  Of<Posting>().VisitKeyAfter(records::NameOf<Person>(id), "", position(),
                              [&](const Record<Posting>& posting) {
                                if (posting.facts.person == id)
                                  Add(PlacesOf(posting.id, posting.facts), places);
                                return true;
                              });
  return places;
}

scope::Places Registry::PlacesOf(std::string_view, const Posting& facts) const {
  scope::Places places = At(facts.village_code.empty() ? facts.division_code : facts.village_code);
  if (!facts.organization.empty()) places.organizations.push_back(facts.organization);
  return places;
}

scope::Places Registry::PlacesOf(std::string_view, const LeadingGroup& facts) const {
  return At(facts.division_code);
}

scope::Places Registry::PlacesOf(std::string_view, const Election& facts) const {
  return At(facts.village_code);
}

scope::Places Registry::PlacesOf(std::string_view, const VillageAcceptance& facts) const {
  return At(facts.village_code);
}

scope::Places Registry::PlacesOf(std::string_view, const ServiceCentre& facts) const {
  return At(facts.village_code);
}

scope::Places Registry::PlacesOf(std::string_view, const Demonstration& facts) const {
  return {.divisions = facts.village_codes, .organizations = {}};
}

scope::Places Registry::PlacesOf(std::string_view, const CentreWork& facts) const {
  return PlacesOfOwner<ServiceCentre>(*this, facts.service_centre);
}

scope::Places Registry::PlacesOf(std::string_view, const DemonstrationEvent& facts) const {
  return PlacesOfOwner<Demonstration>(*this, facts.demonstration);
}

absl::Status RequireRowsWithin(const Registry& registry, const Rows& rows,
                               const scope::Reach& reach) {
  for (const Episode& episode : rows.episodes) {
    if (!reach.Changes(At(episode.village_code))) {
      return scope::OutOfScope(EpisodeName(episode.village_code, episode.entered_date));
    }
  }
  for (const Record<AnyFacts>& record : rows.records) {
    COBUILD_RETURN_IF_ERROR(records::RequirePlace(registry, reach, record));
  }
  return absl::OkStatus();
}

}  // namespace cobuild::registry
