// Reconciliation's changes as FeedService sends them.
#pragma once

#include <string>
#include <vector>

#include "common/records/feed_source.h"
#include "services/reconciliation/app/live_reconciliation.h"

namespace cobuild::reconciliation {

class FeedSource : public records::FeedSource<Reconciliation, Store> {
 public:
  using records::FeedSource<Reconciliation, Store>::FeedSource;

  std::vector<std::string> ResourceTypes() const override;

 private:
  void PackInto(const Record<AnyFacts>& record, google::protobuf::Any& resource) const override;
};

}  // namespace cobuild::reconciliation
