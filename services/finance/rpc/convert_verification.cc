#include "services/finance/rpc/convert_verification.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "common/rpc/fields.h"
#include "services/finance/domain/decide_verification.h"
#include "services/finance/domain/places.h"
#include "services/finance/rpc/change_records.h"
#include "services/finance/rpc/names.h"
#include "services/finance/rpc/record_message.h"

namespace cobuild::finance {
namespace {

constexpr int kMostFacts = 500;
constexpr size_t kMostFactBasisCharacters = 200;

using Decide = absl::StatusOr<Unit> (*)(const CheckFact& command, Standing& standing);

template <class Req>
std::vector<CheckFact> ReadFacts(error::Violations& violations, const Req& request,
                                 const std::string& actor) {
  rpc::RequireSome(violations, "facts", request.facts_size(), kMostFacts);
  const std::string basis =
      rpc::RequiredText(violations, "basis", request.basis(), kMostFactBasisCharacters);
  std::vector<CheckFact> commands;
  std::set<std::string> seen;
  for (int i = 0; i < request.facts_size(); ++i) {
    const std::string field = rpc::ElementOf("facts", i);
    const v1::CheckedFact& proto = request.facts(i);
    CheckFact command{.fact = RequiredFactName(violations, field + ".name", proto.name()),
                      .etag = rpc::RequiredText(violations, field + ".etag", proto.etag(),
                                                rpc::kMaxEtagCharacters),
                      .actor = actor,
                      .basis = basis};
    if (!command.fact.name.empty() && !seen.insert(command.fact.name).second) {
      violations.Add(field + ".name", "DUPLICATE", "each once");
    }
    commands.push_back(std::move(command));
  }
  return commands;
}

// Of the whole request, so that none of its facts is answered for another request.
base::Digest ContentOf(const std::vector<CheckFact>& commands) {
  base::DigestBuilder digest("finance.check_facts.v1");
  for (const CheckFact& command : commands) {
    digest.Add(command.fact.name).Add(command.etag).Add(command.basis);
  }
  return digest.Finish();
}

template <class Req>
absl::StatusOr<Submission> ChainOf(const Req& request, const rpc::Call& call, Decide decide) {
  error::Violations violations;
  const std::vector<CheckFact> commands = ReadFacts(violations, request, call.principal().name);
  const std::string request_id = rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  const base::Digest content = ContentOf(commands);
  Submission submission;
  submission.validate_only = request.validate_only();
  for (const CheckFact& command : commands) {
    // A claim an item; the id that the journal shows is the request's.
    RequestClaim claim =
        ClaimOf(call.principal().name, call.method().name,
                request_id + "/" + std::to_string(submission.items.size()), content);
    claim.id = request_id;
    submission.items.push_back(
        {ChangeRecords{std::move(claim),
                       [command, decide](Standing& standing) { return decide(command, standing); },
                       WithinFact(command.fact)},
         true});
  }
  submission.items.back().linked = false;
  return submission;
}

}  // namespace

absl::StatusOr<Submission> FromProto(const v1::VerifyFactsRequest& request, const rpc::Call& call) {
  return ChainOf(request, call, DecideVerifyFact);
}

absl::StatusOr<Submission> FromProto(const v1::AcceptFactsRequest& request, const rpc::Call& call) {
  return ChainOf(request, call, DecideAcceptFact);
}

absl::StatusOr<ListVerificationsQuery> FromProto(const v1::ListVerificationsRequest& request,
                                                 const rpc::Call& call) {
  error::Violations violations;
  ListVerificationsQuery query;
  records::ListQuery list;
  if (!request.fact().empty()) {
    list.key = RequiredFactName(violations, "fact", request.fact()).name;
  }
  const v1::VerificationState state = rpc::OptionalEnum(violations, "state", request.state());
  if (state != v1::VERIFICATION_STATE_UNSPECIFIED) {
    query.state = static_cast<VerificationState>(state);
  }
  COBUILD_ASSIGN_OR_RETURN(query.list,
                           ListQueryOf(std::move(violations), std::move(list), call, request));
  return query;
}

v1::Verification ToProto(const records::Record<Verification>& verification) {
  const Verification& facts = verification.facts;
  v1::Verification proto;
  SetStated(verification, proto);
  proto.set_fact(facts.fact);
  proto.set_fact_position(facts.fact_position);
  proto.set_state(static_cast<v1::VerificationState>(facts.state));
  proto.set_verifier(facts.verifier);
  proto.set_acceptor(facts.acceptor);
  proto.set_basis(facts.basis);
  return proto;
}

v1::VerificationCounts ToProto(const VerificationCounts& counts) {
  v1::VerificationCounts proto;
  proto.set_declared(counts.declared);
  proto.set_township_verified(counts.township_verified);
  proto.set_district_accepted(counts.district_accepted);
  return proto;
}

v1::ListVerificationsResponse ToProto(const records::Page<Verification>& page,
                                      const v1::ListVerificationsRequest& request) {
  v1::ListVerificationsResponse response;
  for (const auto& verification : page.records) {
    *response.add_verifications() = ToProto(verification);
  }
  SetPage(page, request, response);
  return response;
}

}  // namespace cobuild::finance
