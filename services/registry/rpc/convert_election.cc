#include "services/registry/rpc/convert_election.h"

#include <algorithm>
#include <utility>

#include "common/rpc/record_message.h"
#include "common/rpc/record_requests.h"
#include "services/registry/domain/names.h"
#include "services/registry/rpc/convert_scope.h"
#include "services/registry/rpc/read_election.h"

namespace cobuild::registry {
namespace {

constexpr int kMaxElectionsPage = 200;  // of elections with 60 members a side: below 4 MiB
constexpr char kPersonPattern[] = "people/{}";

void Fill(const std::vector<ElectionMember>& members,
          google::protobuf::RepeatedPtrField<v1::ElectionMember>& protos) {
  for (const ElectionMember& member : members) {
    v1::ElectionMember& proto = *protos.Add();
    proto.set_age(member.age);
    proto.set_education(static_cast<v1::EducationLevel>(member.education));
    proto.set_role(static_cast<v1::CommitteeRole>(member.role));
    if (!member.person.empty()) {
      proto.set_person(records::NameOf(kPersonPattern, member.person));
    }
    proto.set_reelected(member.reelected);
  }
}

void Fill(const ElectionVotes& votes, v1::Election& proto) {
  if (votes.eligible) proto.mutable_votes()->set_eligible(*votes.eligible);
  if (votes.cast) proto.mutable_votes()->set_cast(*votes.cast);
  if (votes.in_favour) proto.mutable_votes()->set_in_favour(*votes.in_favour);
}

v1::ElectionCounts ToProto(const ElectionCounts& counts) {
  v1::ElectionCounts proto;
  proto.set_elections(counts.elections);
  proto.set_members_before(counts.before.members);
  proto.set_members_after(counts.after.members);
  proto.set_aged_35_or_under_before(counts.before.aged_35_or_under);
  proto.set_aged_35_or_under_after(counts.after.aged_35_or_under);
  proto.set_senior_secondary_or_above_before(counts.before.senior_secondary_or_above);
  proto.set_senior_secondary_or_above_after(counts.after.senior_secondary_or_above);
  proto.set_secretaries_changed(counts.secretaries_changed);
  return proto;
}

}  // namespace

absl::StatusOr<Election> FromProto(const v1::RecordElectionRequest& request) {
  error::Violations violations;
  Election facts = ReadElection(violations, request.election());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return facts;
}

absl::StatusOr<CorrectElectionCommand> FromProto(const v1::CorrectElectionRequest& request) {
  error::Violations violations;
  CorrectElectionCommand command;
  command.facts = ReadElection(violations, request.election());
  command.facts.correction_reason =
      rpc::RequiredText(violations, "reason", request.reason(), rpc::kMaxReasonCharacters);
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<ListElectionsQuery> FromProto(const v1::ListElectionsRequest& request,
                                             const rpc::Call& call) {
  error::Violations violations;
  ListElectionsQuery query;
  query.list = rpc::ListQueryOf(violations, call, request);
  query.list.range.size = std::min(query.list.range.size, kMaxElectionsPage);
  rpc::OptionalCodeName(violations, "village", request.village(), "villages");
  query.round = rpc::OptionalId(violations, "round", request.round());
  query.list.key = request.village();
  if (query.list.key.empty() && !query.round.empty()) query.list.key = RoundKey(query.round);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

absl::StatusOr<SummarizeElectionsQuery> FromProto(const v1::SummarizeElectionsRequest& request,
                                                  const rpc::Call& call) {
  error::Violations violations;
  SummarizeElectionsQuery query;
  query.over = ScopeQueryOf(violations, call, request);
  query.round = rpc::RequiredId(violations, "round", request.round());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

v1::Election ToProto(const Record<Election>& election) {
  v1::Election proto;
  const Election& facts = election.facts;
  rpc::SetStanding(election, proto);
  *proto.mutable_election_date() = rpc::ToProto(facts.election_date);
  Fill(facts.members_before, *proto.mutable_members_before());
  Fill(facts.members_after, *proto.mutable_members_after());
  proto.set_secretary_changed(facts.secretary_changed);
  Fill(facts.votes, proto);
  proto.set_data_origin(static_cast<type::v1::DataOrigin>(facts.data_origin));
  proto.set_correction_reason(facts.correction_reason);
  return proto;
}

v1::ListElectionsResponse ToProto(const records::Page<Election>& page,
                                  const v1::ListElectionsRequest& request) {
  v1::ListElectionsResponse response;
  for (const auto& election : page.records) *response.add_elections() = ToProto(election);
  rpc::SetPage(page, request, response);
  return response;
}

v1::SummarizeElectionsResponse ToProto(const ElectionSummary& summary) {
  v1::SummarizeElectionsResponse response;
  for (const ElectionSummary::Row& row : summary.rows) {
    v1::ElectionSummaryRow& proto = *response.add_rows();
    proto.set_village(VillageName(row.village_code));
    *proto.mutable_counts() = ToProto(row.counts);
    proto.set_data_origin(static_cast<type::v1::DataOrigin>(row.data_origin));
  }
  *response.mutable_total() = ToProto(summary.total);
  SetSummary(summary, response);
  return response;
}

}  // namespace cobuild::registry
