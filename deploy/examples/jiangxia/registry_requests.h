// What the example states of the registry beside divisions, perimeters and categories, as requests.
#pragma once

#include <cstdint>
#include <vector>

#include "cobuild/registry/v1/acceptance.pb.h"
#include "cobuild/registry/v1/campaign.pb.h"
#include "cobuild/registry/v1/centre_work.pb.h"
#include "cobuild/registry/v1/demonstration.pb.h"
#include "cobuild/registry/v1/election.pb.h"
#include "cobuild/registry/v1/leading_group.pb.h"
#include "cobuild/registry/v1/organization.pb.h"
#include "cobuild/registry/v1/pairing.pb.h"
#include "cobuild/registry/v1/person.pb.h"
#include "cobuild/registry/v1/posting.pb.h"
#include "cobuild/registry/v1/service_centre.pb.h"
#include "deploy/examples/jiangxia/further_facts.h"

namespace cobuild::jiangxia {

// In the order in which they are to be sent: whatever names another comes after it.
struct RegistryRequests {
  std::vector<registry::v1::CreateOrganizationRequest> organizations;
  std::vector<registry::v1::CreatePairingRequest> pairings;
  std::vector<registry::v1::CreatePersonRequest> people;
  std::vector<registry::v1::AssignPostingRequest> postings;
  std::vector<registry::v1::EndPostingRequest> ended_postings;
  std::vector<registry::v1::CreateLeadingGroupRequest> leading_groups;
  std::vector<registry::v1::RecordElectionRequest> elections;
  std::vector<registry::v1::CreateServiceCentreRequest> centres;
  std::vector<registry::v1::RecordCentreWorkRequest> works;
  std::vector<registry::v1::RecordVillageAcceptanceRequest> acceptances;
  std::vector<registry::v1::CreateDemonstrationRequest> demonstrations;
  std::vector<registry::v1::CreateCampaignRequest> campaigns;
};

RegistryRequests MakeRegistryRequests(uint64_t seed, const FurtherFacts& facts);

}  // namespace cobuild::jiangxia
