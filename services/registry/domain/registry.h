// Everything that the registry has recorded, as one value in memory. Reads are answered from it,
// and rules decide on it.
//
// Rows arrive by Apply in order of position, a large import in several calls, and are seen once
// Advance has reached their position: so a reader between two calls sees whole transactions only.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/records/timeline.h"
#include "common/scope/places.h"
#include "common/scope/reach.h"
#include "services/registry/domain/divisions.h"
#include "services/registry/domain/episodes.h"
#include "services/registry/domain/facts.h"
#include "services/registry/domain/moment.h"
#include "services/registry/domain/rows.h"
#include "services/registry/domain/village.h"

namespace cobuild::registry {

class Registry {
 public:
  // Moves the rows after loaded() up to `upto` out of `rows`; the others are left where they are.
  void Apply(Rows& rows, int64_t upto);
  // Shows everything up to `position`, at most loaded(); a lower one than before changes nothing.
  void Advance(int64_t position);

  int64_t loaded() const { return timeline_.loaded(); }
  // The last position that reads see.
  int64_t position() const { return timeline_.position(); }

  // As records::Timeline does.
  absl::StatusOr<Moment> MomentOf(const ReadAt& at) const { return timeline_.MomentOf(at); }
  absl::StatusOr<int64_t> PositionOf(const base::KnownAt& known_at) const {
    return timeline_.PositionOf(known_at);
  }
  // Changes whenever a division did of which reads see: what was made of them is then made anew.
  int64_t divisions_position() const { return std::min(divisions_loaded_, position()); }
  Moment LatestOn(const base::Date& as_of) const { return {as_of, position()}; }

  const Divisions& divisions() const { return divisions_; }
  const Episodes& episodes() const { return episodes_; }

  // The records of one kind; some may be ahead of position().
  template <class Facts>
  const records::Shelf<Facts>& Of() const {
    return shelves_.Of<Facts>();
  }

  // Where a record is (places.cc): what decides who sees and changes it. What it belongs to is
  // looked up as it is now, whatever position a read asks for.
  //
  // Itself, and the division that it belongs to.
  scope::Places PlacesOf(std::string_view id, const Organization& facts) const;
  // The village and the organization.
  scope::Places PlacesOf(std::string_view id, const Pairing& facts) const;
  // Those of the person's organization, and of each posting that is not withdrawn, lasting or not.
  // Nowhere without any: the whole tree alone sees a person who was never posted.
  scope::Places PlacesOf(std::string_view id, const Person& facts) const;
  // The village or the division, and the organization that sent the person.
  scope::Places PlacesOf(std::string_view id, const Posting& facts) const;
  // The division.
  scope::Places PlacesOf(std::string_view id, const LeadingGroup& facts) const;
  // The village, or every one of them.
  scope::Places PlacesOf(std::string_view id, const Election& facts) const;
  scope::Places PlacesOf(std::string_view id, const VillageAcceptance& facts) const;
  scope::Places PlacesOf(std::string_view id, const ServiceCentre& facts) const;
  scope::Places PlacesOf(std::string_view id, const Demonstration& facts) const;
  // Those of its centre and of its demonstration.
  scope::Places PlacesOf(std::string_view id, const CentreWork& facts) const;
  scope::Places PlacesOf(std::string_view id, const DemonstrationEvent& facts) const;
  // The division or the organization that it is bounded by; nowhere when that is the whole tree.
  scope::Places PlacesOf(std::string_view id, const Grant& facts) const;
  // Campaigns and perimeters are nowhere: their reads are open, and the whole tree changes them.

  // The rule known at `position`; null when there was none.
  const Perimeter* FindPerimeter(std::string_view id, int64_t position) const;
  // nullopt when no division of the village level has this code.
  std::optional<Village> FindVillage(std::string_view code, const Moment& moment) const;
  // `division` is of the village level and holds at `moment`.
  Village VillageOf(const Division& division, const Moment& moment) const;

 private:
  Divisions divisions_;
  int64_t divisions_loaded_ =
      0;  // the last position of a division, some may be ahead of position()
  Episodes episodes_;
  Shelves shelves_;
  records::Timeline timeline_;
};

// VILLAGE_NOT_FOUND unless the village exists on the day and is within reach.
absl::Status RequireVillage(const Registry& registry, const scope::Reach& reach,
                            std::string_view code, const base::Date& day);

// As records::RequireRowsWithin has it, for rows of which some are no records.
absl::Status RequireRowsWithin(const Registry& registry, const Rows& rows,
                               const scope::Reach& reach);

}  // namespace cobuild::registry
