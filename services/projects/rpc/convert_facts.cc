#include "services/projects/rpc/convert_facts.h"

#include <variant>

#include "common/records/message_names.h"
#include "services/projects/rpc/convert_approval.h"
#include "services/projects/rpc/convert_evidence.h"
#include "services/projects/rpc/convert_milestone.h"
#include "services/projects/rpc/convert_model.h"
#include "services/projects/rpc/convert_procedure.h"
#include "services/projects/rpc/convert_project.h"
#include "services/projects/rpc/convert_release.h"
#include "services/projects/rpc/read_import.h"

namespace cobuild::projects {

void PackInto(const Record<AnyFacts>& record, google::protobuf::Any& resource) {
  std::visit([&]<class Facts>(
                 const Facts&) { resource.PackFrom(ToProto(records::Narrow<Facts>(record))); },
             record.facts);
}

std::vector<std::string> ResourceTypesOfRecords() {
  return records::MessageNamesOf<AnyFacts>([](const auto& record) { return ToProto(record); });
}

}  // namespace cobuild::projects
