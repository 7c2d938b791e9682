#include "deploy/examples/jiangxia/project_chain.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "common/rpc/grants.h"
#include "common/testing/status_matchers.h"
#include "deploy/examples/jiangxia/requests.h"

namespace cobuild::jiangxia {
namespace {

using google::protobuf::Message;

std::vector<Chain> ChainsOf(uint64_t seed) {
  const Requests requests = MakeRequests(seed, *ReadProgramme());
  std::vector<Chain> chains;
  for (size_t i = 0; i < requests.projects.size(); ++i) {
    chains.push_back(MakeProjectChain(requests.projects[i], requests.finance.projects[i]));
  }
  return chains;
}

const std::vector<Chain>& Chains() {
  static const std::vector<Chain> chains = ChainsOf(1);
  return chains;
}

bool IsVerb(const Call& call, std::string_view verb) { return call.method.ends_with(verb); }

// Who makes the calls with this verb.
std::set<Caller> CallersOf(const Chain& chain, std::string_view verb) {
  std::set<Caller> callers;
  for (const Call& call : chain) {
    if (IsVerb(call, verb)) callers.insert(call.caller);
  }
  return callers;
}

// The day that a request is dated; 0 when it is not.
int DayOf(const Message& request) {
  for (const char* name : {"effective_date", "decision_date", "accepted_date"}) {
    const auto* field = request.GetDescriptor()->FindFieldByName(name);
    if (field == nullptr) continue;
    const auto& date = dynamic_cast<const google::type::Date&>(
        request.GetReflection()->GetMessage(request, field));
    return (date.year() * 100 + date.month()) * 100 + date.day();
  }
  return 0;
}

TEST(MakeProjectChain, EveryProject_IsDecidedByFiveCallersNoneOfWhomProposedIt) {
  for (const Chain& chain : Chains()) {
    const std::set<Caller> deciders = CallersOf(chain, "/DecideStep");
    EXPECT_EQ(deciders.size(), 5U);
    for (const char* verb : {"/CreateProject", "/SubmitProject"}) {
      const std::set<Caller> proposers = CallersOf(chain, verb);
      ASSERT_EQ(proposers.size(), 1U);
      EXPECT_FALSE(deciders.contains(*proposers.begin()));
    }
  }
}

TEST(MakeProjectChain, EveryDecision_SignsWhatItsDeciderHasJustRead) {
  for (const Chain& chain : Chains()) {
    int decisions = 0;
    for (size_t i = 0; i < chain.size(); ++i) {
      if (!IsVerb(chain[i], "/DecideStep")) continue;
      ++decisions;
      EXPECT_TRUE(IsVerb(chain[i - 1], "/GetApproval"));
      EXPECT_EQ(chain[i - 1].caller, chain[i].caller);
      EXPECT_EQ(chain[i].taken->to, "dossier_digest");
    }
    EXPECT_EQ(decisions, 5);
  }
}

TEST(MakeProjectChain, EveryClaim_IsOnTheReleaseBeforeItAndApprovedByAnotherThanItsMaker) {
  for (const Chain& chain : Chains()) {
    for (size_t i = 0; i < chain.size(); ++i) {
      if (!IsVerb(chain[i], "/CreateClaim")) continue;
      EXPECT_TRUE(IsVerb(chain[i - 1], "/AcceptMilestone"));
      EXPECT_EQ(chain[i].taken->to, "claim.release");
      EXPECT_TRUE(IsVerb(chain[i + 1], "/ApproveClaim"));
      EXPECT_NE(chain[i + 1].caller, chain[i].caller);
    }
  }
}

TEST(MakeProjectChain, Days_NeverGoBack) {
  for (const Chain& chain : Chains()) {
    int last = 0;
    for (const Call& call : chain) {
      const int day = DayOf(*call.messages.front());
      if (day == 0) continue;
      EXPECT_GE(day, last) << call.messages.front()->ShortDebugString();
      last = day;
    }
  }
}

TEST(MakeProjectChain, EveryRequest_IsOfItsMethod) {
  for (const Call& call : Chains().front()) {
    std::string name = call.method;
    std::ranges::replace(name, '/', '.');
    const auto* method = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name);
    ASSERT_NE(method, nullptr) << name;
    for (const auto& message : call.messages) {
      EXPECT_EQ(message->GetDescriptor(), method->input_type()) << name;
    }
    EXPECT_TRUE(name.starts_with("cobuild." + std::string(cli::NameOf(call.service)) + ".v1."));
  }
}

TEST(PrincipalOf, EachCaller_HasTheGrantOfItsPart) {
  ASSERT_OK_AND_ASSIGN(const rpc::Grants grants, rpc::Grants::FromFile("deploy/grants.json"));
  const std::vector<std::pair<Caller, std::string>> parts = {
      {Caller::kOffice, "DISTRICT_ADMIN"},
      {Caller::kOffice, "FINANCE_OFFICER"},
      {Caller::kVillageOfficer, "VILLAGE_OFFICER"},
      {Caller::kResidentTeam, "RESIDENT_TEAM"},
      {Caller::kTownshipLeader, "TOWNSHIP_LEADER"},
      {Caller::kDepartmentReviewer, "DEPARTMENT_REVIEWER"},
      {Caller::kLeadingGroup, "LEADING_GROUP"},
      {Caller::kFinanceReviewer, "FINANCE_REVIEWER"}};
  for (const auto& [caller, role] : parts) {
    ASSERT_OK_AND_ASSIGN(const auto principal, grants.Find(PrincipalOf(caller), {}));
    EXPECT_THAT(principal->grants, testing::Contains(rpc::Grant{role, scope::Bound::WholeTree()}))
        << PrincipalOf(caller);
  }
}

TEST(TextAt, NestedField_IsReadAndWritten) {
  finance::v1::CreateClaimRequest request;
  EXPECT_EQ(TextAt(request, "claim.release"), "");
  SetTextAt(request, "claim.release", "releases/a");
  EXPECT_EQ(request.claim().release(), "releases/a");
  EXPECT_EQ(TextAt(request, "claim.release"), "releases/a");
  SetTextAt(request, "claim_id", "c");
  EXPECT_EQ(request.claim_id(), "c");
}

}  // namespace
}  // namespace cobuild::jiangxia
