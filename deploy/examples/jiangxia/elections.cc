#include "deploy/examples/jiangxia/elections.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "deploy/examples/jiangxia/days.h"
#include "deploy/examples/jiangxia/random.h"

namespace cobuild::jiangxia {
namespace {

constexpr size_t kMembers = 1'500;  // before and after
constexpr size_t kSmallest = 5;     // members of a village; some have one more
constexpr size_t kSecretariesChanged = 62;
constexpr size_t kReplaced = 500;  // seats that another person takes, the secretaries' included

struct Counts {
  size_t young;     // aged 35 or under on the election day
  size_t educated;  // senior secondary education or above
};
constexpr Counts kBefore{63, 555};
constexpr Counts kAfter{96, 780};

struct Seat {
  size_t village;
  size_t number;  // 0 is the secretary's
  bool replaced = false;
};

// What is drawn of a person.
struct Trait {
  bool young = false;
  bool educated = false;
};

std::vector<Seat> LayOutSeats(Random& random, size_t villages) {
  std::vector<size_t> order(villages);
  for (size_t i = 0; i < villages; ++i) order[i] = i;
  random.Shuffle(order);
  std::vector<size_t> sizes(villages, kSmallest);
  for (size_t i = 0; i < kMembers - villages * kSmallest; ++i) ++sizes[order[i]];
  std::vector<Seat> seats;
  for (size_t village = 0; village < villages; ++village) {
    for (size_t number = 0; number < sizes[village]; ++number) seats.push_back({village, number});
  }
  return seats;
}

// In the villages of `kept` everybody was elected again.
void ReplaceSome(Random& random, std::vector<Seat>& seats, const std::set<size_t>& kept) {
  std::vector<Seat*> secretaries;
  std::vector<Seat*> others;
  for (Seat& seat : seats) {
    if (kept.contains(seat.village)) continue;
    (seat.number == 0 ? secretaries : others).push_back(&seat);
  }
  random.Shuffle(secretaries);
  random.Shuffle(others);
  for (size_t i = 0; i < kSecretariesChanged; ++i) secretaries[i]->replaced = true;
  for (size_t i = kSecretariesChanged; i < kReplaced; ++i) others[i]->replaced = true;
}

std::vector<Trait> DrawTraits(Random& random, size_t people, const Counts& counts) {
  std::vector<Trait> traits(people);
  for (size_t i = 0; i < counts.young; ++i) traits[i].young = true;
  random.Shuffle(traits);
  for (size_t i = 0; i < counts.educated; ++i) traits[i].educated = true;
  random.Shuffle(traits);
  return traits;
}

Education DrawEducation(Random& random, bool educated) {
  if (educated) return random.Chance(70) ? Education::kSeniorSecondary : Education::kCollege;
  return random.Chance(75) ? Education::kJuniorSecondary : Education::kPrimary;
}

// Somebody whose last day at an age of 35, or whose 36th birthday, is the election day shows that
// the age is counted in whole years and that 35 is included.
base::Date DrawBirthDate(Random& random, bool young) {
  constexpr base::Date kTurned36{kElectionDay.year - 36, kElectionDay.month, kElectionDay.day};
  if (young) return AddDays(kTurned36, 1 + static_cast<int>(random.Between(0, 9) * 500));
  return AddDays(kTurned36, -static_cast<int>(random.Between(0, 19) * 500));
}

// Hands out the people of one group, one after the other.
class People {
 public:
  People(Random& random, const char* group, size_t count, const Counts& counts)
      : random_(random), group_(group), traits_(DrawTraits(random, count, counts)) {}

  Member Next(const std::string& village, bool secretary) {
    const Trait& trait = traits_[next_++];
    return {fmt::format("{}-{}-{:04}", group_, village, next_), DrawBirthDate(random_, trait.young),
            DrawEducation(random_, trait.educated), secretary};
  }

 private:
  Random& random_;
  const char* group_;
  std::vector<Trait> traits_;
  size_t next_ = 0;
};

}  // namespace

std::vector<Election> MakeElections(uint64_t seed, const Cohorts& cohorts) {
  Random random(seed, Topic::kElections);
  std::vector<Seat> seats = LayOutSeats(random, cohorts.villages.size());
  std::set<size_t> kept;
  for (const Place& village : cohorts.weak_organisation) {
    const auto found = std::ranges::find(cohorts.villages, village.code, &Place::code);
    kept.insert(static_cast<size_t>(found - cohorts.villages.begin()));
  }
  ReplaceSome(random, seats, kept);
  const Counts stayed{static_cast<size_t>(random.Between(30, 50)),
                      static_cast<size_t>(random.Between(350, 450))};
  People staying(random, "member", kMembers - kReplaced, stayed);
  People leaving(random, "former-member", kReplaced,
                 {kBefore.young - stayed.young, kBefore.educated - stayed.educated});
  People coming(random, "new-member", kReplaced,
                {kAfter.young - stayed.young, kAfter.educated - stayed.educated});
  std::vector<Election> elections;
  for (const Place& village : cohorts.villages) {
    elections.push_back({village.code, kElectionDay, {}, {}, false});
  }
  for (const Seat& seat : seats) {
    Election& election = elections[seat.village];
    const bool secretary = seat.number == 0;
    election.before.push_back(
        (seat.replaced ? leaving : staying).Next(election.village, secretary));
    election.after.push_back(seat.replaced ? coming.Next(election.village, secretary)
                                           : election.before.back());
    if (secretary) election.secretary_changed = seat.replaced;
  }
  return elections;
}

}  // namespace cobuild::jiangxia
