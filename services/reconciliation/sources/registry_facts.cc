#include "cobuild/registry/v1/campaign.pb.h"
#include "cobuild/registry/v1/division.pb.h"
#include "cobuild/registry/v1/organization.pb.h"
#include "cobuild/registry/v1/pairing.pb.h"
#include "cobuild/registry/v1/posting.pb.h"
#include "cobuild/registry/v1/village.pb.h"
#include "services/reconciliation/sources/reduce.h"

namespace cobuild::reconciliation {
namespace {

constexpr std::string_view kDivisions = "divisions/";

// A village goes by the name that others give it.
std::string NameOf(const registry::v1::Division& division) {
  if (division.level() != registry::v1::VILLAGE) return division.name();
  return "villages/" + division.name().substr(kDivisions.size());
}

Pairing FactOf(const registry::v1::Pairing& pairing, const Reading& reading) {
  return {.village = pairing.village(),
          .organization = pairing.organization(),
          .start = DateOf(pairing.start_date()),
          .end = reading.OptionalDate(pairing.has_end_date(), pairing.end_date()),
          .stands = pairing.void_reason().empty()};
}

Posting FactOf(const registry::v1::Posting& posting, const Reading& reading) {
  return {.role = static_cast<Posting::Role>(posting.role()),
          .village = posting.village(),
          .start = DateOf(posting.start_date()),
          .end = reading.OptionalDate(posting.has_end_date(), posting.end_date()),
          .stands = posting.void_reason().empty()};
}

Episode FactOf(const registry::v1::CategoryEpisode& episode, const Reading& reading) {
  return {
      .category = static_cast<Episode::Category>(episode.category()),
      .village = episode.village(),
      .entered = DateOf(episode.entered_date()),
      .graduated = reading.OptionalDate(episode.has_graduated_date(), episode.graduated_date())};
}

}  // namespace

absl::StatusOr<FactChange> ReduceRegistry(const feed::v1::Change& change) {
  Reading reading(change.resource());
  FactChange reduced = PlainChange(change);
  if (const auto division = reading.As<registry::v1::Division>()) {
    reduced.name = NameOf(*division);
    reduced.fact = Division{.from = DateOf(division->effective_date())};
  } else if (const auto organization = reading.As<registry::v1::Organization>()) {
    reduced.fact = Named{.stands = organization->void_reason().empty()};
  } else if (const auto campaign = reading.As<registry::v1::Campaign>()) {
    reduced.fact = Named{.stands = campaign->void_reason().empty()};
  } else if (const auto pairing = reading.As<registry::v1::Pairing>()) {
    reduced.fact = FactOf(*pairing, reading);
  } else if (const auto posting = reading.As<registry::v1::Posting>()) {
    reduced.fact = FactOf(*posting, reading);
  } else if (const auto episode = reading.As<registry::v1::CategoryEpisode>()) {
    reduced.fact = FactOf(*episode, reading);
  }
  return reading.Finish(std::move(reduced));
}

}  // namespace cobuild::reconciliation
