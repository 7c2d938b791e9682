// Projects' changes as FeedService sends them.
#pragma once

#include <string>
#include <vector>

#include "common/records/feed_source.h"
#include "services/projects/app/live_projects.h"

namespace cobuild::projects {

class FeedSource : public records::FeedSource<Projects, Store> {
 public:
  using records::FeedSource<Projects, Store>::FeedSource;

  std::vector<std::string> ResourceTypes() const override;

 private:
  void PackInto(const Record<AnyFacts>& record, google::protobuf::Any& resource) const override;
};

}  // namespace cobuild::projects
