// Who holds which role at which village, with what support, and who these people are.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/base/time.h"
#include "deploy/examples/jiangxia/cohorts.h"
#include "deploy/examples/jiangxia/elections.h"
#include "deploy/examples/jiangxia/organizations.h"

namespace cobuild::jiangxia {

// Personal data, all of it invented: the name says so and the number can't be called.
struct Person {
  std::string id;
  std::string display_name;
  base::Date birth_date;
  std::string phone;

  bool operator==(const Person&) const = default;
};

enum class PostingRole {
  kFirstSecretary,
  kResidentTeamMember,
  kLiaisonOfficer,
  kContactLeader,
  kCapablePerson,
  kBranchSecretary,
};

struct Posting {
  std::string id;
  std::string person;
  PostingRole role;
  std::string village;       // code
  std::string organization;  // that sent the person; empty for the village's own
  base::Date start;
  std::optional<base::Date> end;  // first day no longer held
  bool lodging = false;           // a room of their own in the village

  bool operator==(const Posting&) const = default;
};

struct PostingFacts {
  std::vector<Person> people;  // each that a posting names, once
  std::vector<Posting> postings;
};

PostingFacts MakePostings(uint64_t seed, const Cohorts& cohorts, const PairingFacts& pairings,
                          const std::vector<Election>& elections);

}  // namespace cobuild::jiangxia
