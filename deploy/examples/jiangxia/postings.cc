#include "deploy/examples/jiangxia/postings.h"

#include <fmt/format.h>

#include <map>

#include "deploy/examples/jiangxia/days.h"
#include "deploy/examples/jiangxia/random.h"

namespace cobuild::jiangxia {
namespace {

constexpr base::Date kBaseline{2009, 1, 1};  // from which the divisions hold
constexpr base::Date kFirstPosted{2010, 2, 1};
constexpr size_t kVillagesOfALeader = 3;

class Roster {
 public:
  explicit Roster(uint64_t seed) : random_(seed, Topic::kPostings) {}

  // A new person, and its id.
  std::string AddPerson(const char* group) {
    const base::Date birth_date =
        AddDays({1955, 1, 1}, static_cast<int>(random_.Between(0, 30 * 365)));
    return AddPerson(fmt::format("{}-{:03}", group, facts_.people.size() + 1), birth_date);
  }

  std::string AddPerson(const std::string& id, const base::Date& birth_date) {
    const size_t number = facts_.people.size() + 1;
    facts_.people.push_back({id, fmt::format("示例人员{:04}", number), birth_date,
                             fmt::format("0000000{:04}", number)});
    return id;
  }

  // From a day of the programme's first months on.
  Posting& Post(const std::string& person, PostingRole role, const Place& village,
                const std::string& organization) {
    const base::Date start = AddDays(kFirstPosted, static_cast<int>(random_.Between(0, 50)));
    return Post(person, role, village.code, organization, start);
  }

  Posting& Post(const std::string& person, PostingRole role, const std::string& village,
                const std::string& organization, const base::Date& start) {
    const std::string id = fmt::format("posting-{}-{:04}", village, facts_.postings.size() + 1);
    facts_.postings.push_back({id, person, role, village, organization, start, std::nullopt});
    return facts_.postings.back();
  }

  Random& random() { return random_; }
  PostingFacts Take() { return std::move(facts_); }

 private:
  Random random_;
  PostingFacts facts_;
};

using Partners = std::map<std::string, std::string>;  // a village's first partner

Partners FirstPartners(const PairingFacts& pairings) {
  Partners partners;
  for (const Cluster& cluster : pairings.clusters) {
    for (const Place& village : cluster.villages) partners[village.code] = cluster.organization;
  }
  return partners;
}

// One project, one capable person, one contact leader; a leader has several villages.
void PostThreeOnes(Roster& roster, const std::vector<Place>& hollow) {
  std::string leader;
  for (size_t i = 0; i < hollow.size(); ++i) {
    if (i % kVillagesOfALeader == 0) leader = roster.AddPerson("contact-leader");
    roster.Post(leader, PostingRole::kContactLeader, hollow[i], "");
    roster.Post(roster.AddPerson("capable-person"), PostingRole::kCapablePerson, hollow[i], "");
  }
}

// One or two a village. Only some have a room, except in Shanpo, where all have.
void PostResidentTeams(Roster& roster, const Cohorts& cohorts, const Partners& partners) {
  for (const Place& village : cohorts.villages) {
    const int64_t members = roster.random().Between(1, 2);
    for (int64_t i = 0; i < members; ++i) {
      const std::string person = roster.AddPerson("resident");
      const bool drawn = roster.random().Chance(40);
      roster.Post(person, PostingRole::kResidentTeamMember, village, partners.at(village.code))
          .lodging = drawn || village.township == kShanpo;
    }
  }
}

void PostBranchSecretaries(Roster& roster, const std::vector<Election>& elections) {
  for (const Election& election : elections) {
    const Member& before = election.before.front();
    Posting& first = roster.Post(roster.AddPerson(before.person, before.birth_date),
                                 PostingRole::kBranchSecretary, election.village, "", kBaseline);
    if (!election.secretary_changed) continue;
    first.end = election.date;
    const Member& after = election.after.front();
    roster.Post(roster.AddPerson(after.person, after.birth_date), PostingRole::kBranchSecretary,
                election.village, "", election.date);
  }
}

}  // namespace

PostingFacts MakePostings(uint64_t seed, const Cohorts& cohorts, const PairingFacts& pairings,
                          const std::vector<Election>& elections) {
  Roster roster(seed);
  const Partners partners = FirstPartners(pairings);
  for (const Place& village : cohorts.weak_organisation) {
    roster.Post(roster.AddPerson("first-secretary"), PostingRole::kFirstSecretary, village,
                partners.at(village.code));
  }
  PostThreeOnes(roster, cohorts.hollow);
  for (const Place& village : JinkouVillages(cohorts)) {
    roster.Post(roster.AddPerson("liaison"), PostingRole::kLiaisonOfficer, village, "");
  }
  PostResidentTeams(roster, cohorts, partners);
  PostBranchSecretaries(roster, elections);
  return roster.Take();
}

}  // namespace cobuild::jiangxia
