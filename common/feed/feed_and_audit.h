// For servers of tests: what every service serves beside its own RPCs.
#pragma once

#include <algorithm>
#include <vector>

#include "common/audit/service.h"
#include "common/base/status_macros.h"
#include "common/feed/changes_within.h"
#include "common/feed/service.h"
#include "common/feed/source.h"

namespace cobuild::feed {

// A trail of a record for each of a source's changes, fewer than 1,000, about the same resource: of
// what was changed, or of as many refusals.
class SourceTrail : public audit::Trail {
 public:
  SourceTrail(Source& source, audit::Form form) : source_(source), form_(form) {}

  audit::Form form() const override { return form_; }

  absl::StatusOr<base::ChainEnd> ReadHead() override {
    base::ChainEnd head;
    COBUILD_RETURN_IF_ERROR(ReadAll(head).status());
    return head;
  }

  absl::StatusOr<std::vector<audit::Record>> Read(int64_t after, int limit) override {
    base::ChainEnd head;
    COBUILD_ASSIGN_OR_RETURN(const std::vector<audit::Record> all, ReadAll(head));
    const int64_t first = std::min(after, head.number);
    const int64_t last = std::min(first + limit, head.number);
    return std::vector(all.begin() + first, all.begin() + last);
  }

 private:
  absl::StatusOr<std::vector<audit::Record>> ReadAll(base::ChainEnd& head) {
    COBUILD_ASSIGN_OR_RETURN(const std::vector<v1::Change> changes,
                             source_.List(0, audit::kMaxRecordsRead, scope::Reach::Everything()));
    std::vector<audit::Record> records;
    for (const v1::Change& change : changes) {
      audit::Record& record = records.emplace_back();
      record.actor = change.actor();
      record.resource_name = change.resource_name();
      audit::Chain(form_, head, record);
    }
    return records;
  }

  Source& source_;
  const audit::Form form_;
};

// The feed, and an audit trail that those read of it who are told of the change by the feed, as
// common/service has it. `source` outlives it, and it the server.
class FeedAndAudit {
 public:
  explicit FeedAndAudit(Source& source)
      : source_(source),
        changes_(source, audit::Form::kChange),
        refusals_(source, audit::Form::kRefusal) {}

  void RegisterAt(rpc::Router& router) {
    RegisterFeedService(router, source_);
    audit::RegisterAuditService(router, trails_, ChangesWithin(source_));
  }

 private:
  Source& source_;
  SourceTrail changes_;
  SourceTrail refusals_;
  const audit::Trails trails_{changes_, refusals_};
};

}  // namespace cobuild::feed
