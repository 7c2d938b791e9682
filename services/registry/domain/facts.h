// The kinds of facts that people state and the registry keeps as records (common/records).
#pragma once

#include "common/records/record.h"
#include "common/records/shelf.h"
#include "common/records/standing.h"
#include "services/registry/domain/leading_group.h"
#include "services/registry/domain/organization.h"
#include "services/registry/domain/pairing.h"
#include "services/registry/domain/person.h"
#include "services/registry/domain/posting.h"

namespace cobuild::registry {

using records::Record;

using Shelves = records::Shelves<Organization, Pairing, Person, Posting, LeadingGroup>;
using AnyFacts = Shelves::Any;

}  // namespace cobuild::registry
