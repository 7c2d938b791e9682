#include "services/registry/rpc/convert_demonstration.h"

#include <algorithm>
#include <utility>

#include "common/rpc/record_message.h"
#include "common/rpc/record_requests.h"
#include "services/registry/domain/names.h"
#include "services/registry/rpc/convert_days.h"
#include "services/registry/rpc/convert_scope.h"

namespace cobuild::registry {
namespace {

constexpr int kMaxVillages = 500;
constexpr int kMaxDemonstrationsPage = 100;  // of demonstrations with 500 villages: below 4 MiB
constexpr size_t kMaxVisitorCharacters = 200;
constexpr int kMaxParticipants = 1'000'000;

// The domain's numbers are the proto's.
static_assert(static_cast<int>(DemonstrationKind::kBelt) == v1::DEMONSTRATION_BELT);
static_assert(static_cast<int>(DemonstrationKind::kSite) == v1::DEMONSTRATION_SITE);
static_assert(static_cast<int>(DemonstrationEventKind::kVisit) == v1::DEMONSTRATION_VISIT);
static_assert(static_cast<int>(DemonstrationEventKind::kOnSiteMeeting) ==
              v1::DEMONSTRATION_ON_SITE_MEETING);

void ReadVillages(error::Violations& violations, const v1::Demonstration& proto,
                  Demonstration& facts) {
  rpc::RequireSome(violations, "demonstration.villages", proto.villages_size(), kMaxVillages);
  rpc::RequireAtMost(violations, "demonstration.leading_villages", proto.leading_villages_size(),
                     kMaxVillages);
  if (proto.villages_size() > kMaxVillages || proto.leading_villages_size() > kMaxVillages) return;
  facts.village_codes = DistinctVillages(violations, "demonstration.villages", proto.villages());
  facts.leading_codes =
      DistinctVillages(violations, "demonstration.leading_villages", proto.leading_villages());
  for (int i = 0; i < proto.leading_villages_size(); ++i) {
    if (!facts.Holds(facts.leading_codes[static_cast<size_t>(i)])) {
      violations.Add(rpc::ElementOf("demonstration.leading_villages", i), "NOT_A_MEMBER",
                     "must be one of villages");
    }
  }
}

Demonstration FactsOf(error::Violations& violations, const v1::Demonstration& proto) {
  Demonstration facts;
  facts.display_name = rpc::RequiredText(violations, "demonstration.display_name",
                                         proto.display_name(), rpc::kMaxNameCharacters);
  facts.kind = static_cast<DemonstrationKind>(
      rpc::RequiredEnum(violations, "demonstration.kind", proto.kind()));
  ReadVillages(violations, proto, facts);
  facts.start_date = rpc::RequiredDate(violations, "demonstration.start_date", proto.start_date());
  facts.end_date =
      OptionalEnd(violations, "demonstration.end_date", proto.end_date(), facts.start_date);
  facts.data_origin = static_cast<DataOrigin>(
      rpc::RequiredEnum(violations, "demonstration.data_origin", proto.data_origin()));
  return facts;
}

DemonstrationEvent FactsOf(error::Violations& violations, const v1::DemonstrationEvent& proto) {
  DemonstrationEvent facts;
  facts.demonstration = rpc::RequiredName(violations, "event.demonstration", proto.demonstration(),
                                          Demonstration::kNamePattern);
  facts.kind = static_cast<DemonstrationEventKind>(
      rpc::RequiredEnum(violations, "event.kind", proto.kind()));
  facts.event_date = rpc::RequiredDate(violations, "event.event_date", proto.event_date());
  facts.visitor =
      rpc::RequiredText(violations, "event.visitor", proto.visitor(), kMaxVisitorCharacters);
  facts.participants = proto.participants();
  if (facts.participants < 0 || facts.participants > kMaxParticipants) {
    violations.Add("event.participants", "OUT_OF_RANGE", "must be from 0 to 1,000,000");
  }
  facts.data_origin = static_cast<DataOrigin>(
      rpc::RequiredEnum(violations, "event.data_origin", proto.data_origin()));
  return facts;
}

}  // namespace

absl::StatusOr<CreateDemonstrationCommand> FromProto(
    const v1::CreateDemonstrationRequest& request) {
  error::Violations violations;
  CreateDemonstrationCommand command;
  command.id = rpc::OptionalId(violations, "demonstration_id", request.demonstration_id());
  command.facts = FactsOf(violations, request.demonstration());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<ListDemonstrationsQuery> FromProto(const v1::ListDemonstrationsRequest& request,
                                                  const rpc::Call& call) {
  error::Violations violations;
  ListDemonstrationsQuery query;
  query.list = rpc::ListQueryOf(violations, call, request);
  query.list.range.size = std::min(query.list.range.size, kMaxDemonstrationsPage);
  query.village_code = rpc::OptionalCodeName(violations, "village", request.village(), "villages");
  query.list.key = request.village();
  if (rpc::OptionalEnum(violations, "kind", request.kind()) != v1::DEMONSTRATION_KIND_UNSPECIFIED) {
    query.kind = static_cast<DemonstrationKind>(request.kind());
  }
  query.active_on = rpc::OptionalDate(violations, "active_on", request.active_on());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

absl::StatusOr<UpdateDemonstrationCommand> FromProto(
    const v1::UpdateDemonstrationRequest& request) {
  error::Violations violations;
  UpdateDemonstrationCommand command;
  command.id = rpc::RequiredName(violations, "demonstration.name", request.demonstration().name(),
                                 Demonstration::kNamePattern);
  command.facts = FactsOf(violations, request.demonstration());
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<RecordDemonstrationEventCommand> FromProto(
    const v1::RecordDemonstrationEventRequest& request) {
  error::Violations violations;
  RecordDemonstrationEventCommand command;
  command.id = rpc::OptionalId(violations, "event_id", request.event_id());
  command.facts = FactsOf(violations, request.event());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<ListDemonstrationEventsQuery> FromProto(
    const v1::ListDemonstrationEventsRequest& request, const rpc::Call& call) {
  error::Violations violations;
  ListDemonstrationEventsQuery query;
  query.list = rpc::ListQueryOf(violations, call, request);
  rpc::OptionalName(violations, "demonstration", request.demonstration(),
                    Demonstration::kNamePattern);
  query.list.key = request.demonstration();
  if (rpc::OptionalEnum(violations, "kind", request.kind()) !=
      v1::DEMONSTRATION_EVENT_KIND_UNSPECIFIED) {
    query.kind = static_cast<DemonstrationEventKind>(request.kind());
  }
  query.days = DaysOf(violations, request);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

v1::Demonstration ToProto(const Record<Demonstration>& demonstration) {
  v1::Demonstration proto;
  rpc::SetRecorded(demonstration, proto);
  const Demonstration& facts = demonstration.facts;
  proto.set_display_name(facts.display_name);
  proto.set_kind(static_cast<v1::DemonstrationKind>(facts.kind));
  for (const std::string& code : facts.village_codes) proto.add_villages(VillageName(code));
  for (const std::string& code : facts.leading_codes) proto.add_leading_villages(VillageName(code));
  *proto.mutable_start_date() = rpc::ToProto(facts.start_date);
  if (facts.end_date) *proto.mutable_end_date() = rpc::ToProto(*facts.end_date);
  proto.set_data_origin(static_cast<type::v1::DataOrigin>(facts.data_origin));
  return proto;
}

v1::ListDemonstrationsResponse ToProto(const records::Page<Demonstration>& page,
                                       const v1::ListDemonstrationsRequest& request) {
  v1::ListDemonstrationsResponse response;
  for (const auto& demonstration : page.records) {
    *response.add_demonstrations() = ToProto(demonstration);
  }
  rpc::SetPage(page, request, response);
  return response;
}

v1::DemonstrationEvent ToProto(const Record<DemonstrationEvent>& event) {
  v1::DemonstrationEvent proto;
  rpc::SetRecorded(event, proto);
  const DemonstrationEvent& facts = event.facts;
  proto.set_demonstration(records::NameOf<Demonstration>(facts.demonstration));
  proto.set_kind(static_cast<v1::DemonstrationEventKind>(facts.kind));
  *proto.mutable_event_date() = rpc::ToProto(facts.event_date);
  proto.set_visitor(facts.visitor);
  proto.set_participants(facts.participants);
  proto.set_data_origin(static_cast<type::v1::DataOrigin>(facts.data_origin));
  return proto;
}

v1::ListDemonstrationEventsResponse ToProto(const records::Page<DemonstrationEvent>& page,
                                            const v1::ListDemonstrationEventsRequest& request) {
  v1::ListDemonstrationEventsResponse response;
  for (const auto& event : page.records) *response.add_events() = ToProto(event);
  rpc::SetPage(page, request, response);
  return response;
}

}  // namespace cobuild::registry
