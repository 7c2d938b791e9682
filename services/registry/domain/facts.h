// The kinds of facts that people state and the registry keeps as records (common/records).
#pragma once

#include "common/records/record.h"
#include "common/records/shelf.h"
#include "common/records/standing.h"
#include "services/registry/domain/acceptance.h"
#include "services/registry/domain/campaign.h"
#include "services/registry/domain/centre_work.h"
#include "services/registry/domain/demonstration.h"
#include "services/registry/domain/election.h"
#include "services/registry/domain/grant.h"
#include "services/registry/domain/leading_group.h"
#include "services/registry/domain/organization.h"
#include "services/registry/domain/pairing.h"
#include "services/registry/domain/perimeter.h"
#include "services/registry/domain/person.h"
#include "services/registry/domain/posting.h"
#include "services/registry/domain/principal.h"
#include "services/registry/domain/service_centre.h"

namespace cobuild::registry {

using records::Record;

using Shelves = records::Shelves<Organization, Pairing, Person, Posting, LeadingGroup, Election,
                                 VillageAcceptance, ServiceCentre, CentreWork, Demonstration,
                                 DemonstrationEvent, Campaign, Perimeter, Principal, Grant>;
using AnyFacts = Shelves::Any;

}  // namespace cobuild::registry
