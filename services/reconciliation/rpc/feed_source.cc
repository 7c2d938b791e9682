#include "services/reconciliation/rpc/feed_source.h"

#include <variant>

#include "common/records/message_names.h"
#include "services/reconciliation/rpc/convert_reconciliation.h"

namespace cobuild::reconciliation {
namespace {

// A break as it was when it was recorded.
v1::Break ToProto(const Record<Break>& record) { return ToProto(record, record.record_time); }

}  // namespace

std::vector<std::string> FeedSource::ResourceTypes() const {
  return records::MessageNamesOf<AnyFacts>([](const auto& record) { return ToProto(record); });
}

void FeedSource::PackInto(const Record<AnyFacts>& record, google::protobuf::Any& resource) const {
  std::visit([&]<class Facts>(
                 const Facts&) { resource.PackFrom(ToProto(records::Narrow<Facts>(record))); },
             record.facts);
}

}  // namespace cobuild::reconciliation
