#include "services/registry/rpc/convert_facts.h"

#include <variant>

#include "services/registry/rpc/convert_leading_group.h"
#include "services/registry/rpc/convert_organization.h"
#include "services/registry/rpc/convert_pairing.h"
#include "services/registry/rpc/convert_person.h"
#include "services/registry/rpc/convert_posting.h"

namespace cobuild::registry {

void PackInto(const Record<AnyFacts>& record, google::protobuf::Any& resource) {
  std::visit([&]<class Facts>(
                 const Facts&) { resource.PackFrom(ToProto(records::Narrow<Facts>(record))); },
             record.facts);
}

}  // namespace cobuild::registry
