#include "services/projects/rpc/feed_source.h"

#include "services/projects/rpc/convert_facts.h"

namespace cobuild::projects {

std::vector<std::string> FeedSource::ResourceTypes() const { return ResourceTypesOfRecords(); }

void FeedSource::PackInto(const Record<AnyFacts>& record, google::protobuf::Any& resource) const {
  projects::PackInto(record, resource);
}

}  // namespace cobuild::projects
