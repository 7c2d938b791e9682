// Assessment's changes as FeedService sends them.
#pragma once

#include <string>
#include <vector>

#include "common/records/feed_source.h"
#include "services/assessment/app/live_assessment.h"

namespace cobuild::assessment {

class FeedSource : public records::FeedSource<Assessment, Store> {
 public:
  using records::FeedSource<Assessment, Store>::FeedSource;

  std::vector<std::string> ResourceTypes() const override;

 private:
  void PackInto(const Record<AnyFacts>& record, google::protobuf::Any& resource) const override;
};

}  // namespace cobuild::assessment
