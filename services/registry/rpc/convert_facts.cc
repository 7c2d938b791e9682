#include "services/registry/rpc/convert_facts.h"

#include <variant>

#include "common/records/message_names.h"
#include "services/registry/rpc/convert_acceptance.h"
#include "services/registry/rpc/convert_campaign.h"
#include "services/registry/rpc/convert_centre_work.h"
#include "services/registry/rpc/convert_demonstration.h"
#include "services/registry/rpc/convert_election.h"
#include "services/registry/rpc/convert_leading_group.h"
#include "services/registry/rpc/convert_organization.h"
#include "services/registry/rpc/convert_pairing.h"
#include "services/registry/rpc/convert_perimeter.h"
#include "services/registry/rpc/convert_person.h"
#include "services/registry/rpc/convert_posting.h"
#include "services/registry/rpc/convert_principal.h"
#include "services/registry/rpc/convert_service_centre.h"

namespace cobuild::registry {

void PackInto(const Record<AnyFacts>& record, google::protobuf::Any& resource) {
  std::visit([&]<class Facts>(
                 const Facts&) { resource.PackFrom(ToProto(records::Narrow<Facts>(record))); },
             record.facts);
}

std::vector<std::string> ResourceTypesOfRecords() {
  return records::MessageNamesOf<AnyFacts>([](const auto& record) { return ToProto(record); });
}

}  // namespace cobuild::registry
