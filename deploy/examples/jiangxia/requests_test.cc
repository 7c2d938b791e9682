#include "deploy/examples/jiangxia/requests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "common/testing/status_matchers.h"

namespace cobuild::jiangxia {
namespace {

using testing::AllOf;
using testing::Each;
using testing::SizeIs;

Programme ReadOrDie() { return *ReadProgramme(); }

void AddMoneyIds(const FinanceRequests& finance, std::vector<std::string>& ids) {
  for (const auto& request : finance.funds) ids.push_back(request.request_id());
  for (const auto& request : finance.appropriations) ids.push_back(request.request_id());
  for (const auto& request : finance.plans) ids.push_back(request.request_id());
  for (const ProjectMoneyRequests& project : finance.projects) {
    ids.push_back(project.allocate.request_id());
    ids.push_back(project.commit.request_id());
    for (const ClaimRequests& claim : project.claims) {
      ids.push_back(claim.create.request_id());
      ids.push_back(claim.approve.request_id());
      ids.push_back(claim.pay.request_id());
      ids.push_back(claim.confirm.request_id());
    }
    for (const auto& request : project.investments) ids.push_back(request.request_id());
  }
  for (const auto& request : finance.policies) ids.push_back(request.request_id());
  for (const auto& request : finance.adoptions) ids.push_back(request.request_id());
  for (const auto& request : finance.household_incomes) ids.push_back(request.request_id());
}

void AddProjectIds(const ProjectRequests& project, std::vector<std::string>& ids) {
  ids.push_back(project.create.request_id());
  for (const auto& request : project.milestones) ids.push_back(request.request_id());
  ids.push_back(project.submit.request_id());
  for (const auto& request : project.decisions) ids.push_back(request.request_id());
  ids.push_back(project.start.request_id());
  for (const AcceptanceRequests& acceptance : project.acceptances) {
    ids.push_back(acceptance.evidence.front().header().request_id());
    ids.push_back(acceptance.accept.request_id());
  }
  if (project.complete) ids.push_back(project.complete->request_id());
  if (project.accept) ids.push_back(project.accept->request_id());
}

// Every request id with what it is for: a request id is unique per method.
std::vector<std::string> RequestIds(const Requests& requests) {
  std::vector<std::string> ids = {requests.import_header.request_id()};
  for (const auto& request : requests.perimeters) ids.push_back(request.request_id());
  for (const auto& request : requests.categories) ids.push_back(request.request_id());
  for (const auto& request : requests.incomes) ids.push_back(request.request_id());
  for (const auto& request : requests.metrics) ids.push_back(request.request_id());
  const RegistryRequests& registry = requests.registry;
  for (const auto& request : registry.organizations) ids.push_back(request.request_id());
  for (const auto& request : registry.pairings) ids.push_back(request.request_id());
  for (const auto& request : registry.people) ids.push_back(request.request_id());
  for (const auto& request : registry.postings) ids.push_back(request.request_id());
  for (const auto& request : registry.leading_groups) ids.push_back(request.request_id());
  for (const auto& request : registry.elections) ids.push_back(request.request_id());
  for (const auto& request : registry.centres) ids.push_back(request.request_id());
  for (const auto& request : registry.works) ids.push_back(request.request_id());
  for (const auto& request : registry.acceptances) ids.push_back(request.request_id());
  for (const auto& request : registry.demonstrations) ids.push_back(request.request_id());
  for (const auto& request : registry.campaigns) ids.push_back(request.request_id());
  for (const auto& request : requests.models) ids.push_back(request.request_id());
  AddMoneyIds(requests.finance, ids);
  for (const ProjectRequests& project : requests.projects) AddProjectIds(project, ids);
  return ids;
}

TEST(ReadProgramme, DivisionsOfTheDistrict_AreWhole) {
  ASSERT_OK_AND_ASSIGN(const Programme programme, ReadProgramme());
  EXPECT_EQ(programme.divisions.size(), 481U);  // 3 above, 20 townships, 458 villages
  EXPECT_EQ(programme.villages.size(), 277U);
  std::set<std::string> codes;
  for (const auto& row : programme.divisions) codes.insert(row.code());
  EXPECT_EQ(codes.size(), 481U);
  for (const auto& row : programme.divisions) {
    EXPECT_EQ(codes.contains(row.parent_code()), row.level() != registry::v1::PROVINCE);
  }
}

TEST(ReadProgramme, Jinkou_HasFiftyVillages) {
  int villages = 0;
  for (const auto& village : ReadOrDie().villages) {
    for (const char* prefix : kJinkouPrefixes) villages += village.code().starts_with(prefix);
  }
  EXPECT_EQ(villages, 50);
}

TEST(ReadProgramme, NamesOfTheReport_AreAliases) {
  std::set<std::string> aliases;
  for (const auto& row : ReadOrDie().divisions) {
    aliases.insert(row.aliases().begin(), row.aliases().end());
  }
  EXPECT_THAT(aliases, testing::UnorderedElementsAre("山坡乡", "法泗镇", "金口街", "乌龙泉街"));
}

TEST(MakeRequests, RequestIds_AreUniqueShortAndCarryTheSeed) {
  constexpr uint64_t kLongestSeed = UINT64_MAX;
  const auto ids = RequestIds(MakeRequests(kLongestSeed, ReadOrDie()));
  EXPECT_THAT(ids, Each(testing::StartsWith("jiangxia-18446744073709551615-")));
  EXPECT_THAT(ids, Each(SizeIs(AllOf(testing::Ge(1U), testing::Le(64U)))));
  EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), ids.size());
}

TEST(MakeRequests, SameSeed_GivesTheSameRequests) {
  const Requests first = MakeRequests(3, ReadOrDie());
  const Requests second = MakeRequests(3, ReadOrDie());
  EXPECT_EQ(RequestIds(first), RequestIds(second));
  ASSERT_EQ(first.incomes.size(), second.incomes.size());
  for (size_t i = 0; i < first.incomes.size(); ++i) {
    EXPECT_EQ(first.incomes[i].SerializeAsString(), second.incomes[i].SerializeAsString());
  }
}

TEST(MakeRequests, EveryFact_SaysThatItIsAnExample) {
  const Requests requests = MakeRequests(1, ReadOrDie());
  for (const auto& request : requests.perimeters) {
    EXPECT_EQ(request.perimeter().data_origin(), type::v1::EXAMPLE);
  }
  for (const auto& request : requests.categories) {
    EXPECT_EQ(request.data_origin(), type::v1::EXAMPLE);
  }
  for (const auto& request : requests.incomes) {
    EXPECT_EQ(request.data_origin(), type::v1::EXAMPLE);
  }
}

TEST(MakeRequests, RegistryRecords_OneForEachFact) {
  const RegistryRequests requests = MakeRequests(1, ReadOrDie()).registry;
  EXPECT_EQ(requests.organizations.size(), 60U);
  EXPECT_EQ(requests.elections.size(), kProgrammeVillages);
  EXPECT_EQ(requests.centres.size(), kProgrammeVillages);
  EXPECT_EQ(requests.works.size(), 200U);
  EXPECT_EQ(requests.acceptances.size(), 3U);
  EXPECT_EQ(requests.ended_postings.size(), 62U);
  int before = 0;
  int after = 0;
  for (const auto& request : requests.elections) {
    before += request.election().members_before_size();
    after += request.election().members_after_size();
    EXPECT_EQ(request.election().data_origin(), type::v1::EXAMPLE);
  }
  EXPECT_EQ(before, 1'500);
  EXPECT_EQ(after, 1'500);
  for (const auto& request : requests.postings) {
    EXPECT_EQ(request.posting().data_origin(), type::v1::EXAMPLE);
  }
}

TEST(MakeRequests, EveryVillage_HasItsLedger) {
  const Programme programme = ReadOrDie();
  const Requests requests = MakeRequests(1, programme);
  ASSERT_EQ(requests.ledgers.size(), programme.villages.size());
  for (size_t i = 0; i < requests.ledgers.size(); ++i) {
    EXPECT_EQ(requests.ledgers[i].ledger_id(), programme.villages[i].code());
    EXPECT_EQ(requests.ledgers[i].ledger().owner(), "villages/" + programme.villages[i].code());
    EXPECT_EQ(requests.ledgers[i].ledger().chart(), "CK2004-12");
  }
}

}  // namespace
}  // namespace cobuild::jiangxia
