#include "services/assessment/rpc/feed_source.h"

#include <variant>

#include "common/records/message_names.h"
#include "services/assessment/rpc/convert_metric.h"
#include "services/assessment/rpc/convert_report.h"
#include "services/assessment/rpc/convert_stored_report.h"

namespace cobuild::assessment {
namespace {

v1::ProgrammeReport ToProto(const Record<ReportContent>& content) { return ToProto(content.facts); }

}  // namespace

std::vector<std::string> FeedSource::ResourceTypes() const {
  return records::MessageNamesOf<AnyFacts>([](const auto& record) { return ToProto(record); });
}

void FeedSource::PackInto(const Record<AnyFacts>& record, google::protobuf::Any& resource) const {
  std::visit([&]<class Facts>(
                 const Facts&) { resource.PackFrom(ToProto(records::Narrow<Facts>(record))); },
             record.facts);
}

}  // namespace cobuild::assessment
