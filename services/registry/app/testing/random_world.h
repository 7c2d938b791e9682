// A registry of random divisions, records and grants, and who reaches what by a plain reading of
// the rules.
#pragma once

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "common/base/status_macros.h"
#include "services/registry/app/people.h"
#include "services/registry/app/testing/requests.h"
#include "services/registry/domain/names.h"
#include "services/registry/store/memory/memory_store.h"
#include "services/registry/testing/sealer.h"

namespace cobuild::registry {

class RandomWorld {
 public:
  explicit RandomWorld(std::mt19937& random) : random_(random) {
    GrowTree();
    ChangeTree();
    AddPlaces();
    AddRecords();
    const auto record = [&](Writer& writer, const feed::Head& head) -> absl::StatusOr<Rows> {
      COBUILD_RETURN_IF_ERROR(InsertAndPublish(writer, head, RequestOf("Fill", "fill"), rows_));
      return rows_;
    };
    EXPECT_OK(live_.Write(record));
    tree_ = std::make_shared<scope::Tree>(nodes_, successions_);
  }

  LiveRegistry& live() { return live_; }
  People& people() { return people_; }
  size_t Any(size_t count) { return random_() % count; }
  bool OneIn(unsigned count) { return random_() % count == 0; }
  const std::string& AnyVillage() { return villages_[Any(villages_.size())]; }
  std::string AnyOrganization() { return "o" + std::to_string(Any(kOrganizations)); }

  // From now on these decide what is within.
  scope::Reach Grant(const std::vector<scope::Bound>& bounds) {
    bounds_ = bounds;
    return scope::Reach::Of(tree_, bounds);
  }
  std::vector<scope::Bound> AnyBounds() {
    std::vector<scope::Bound> bounds;
    for (size_t i = Any(3) + OneIn(2); i > 0; --i) {
      bounds.push_back(OneIn(4) ? scope::Bound::Organization(AnyOrganization())
                                : scope::Bound::Division(codes_[Any(codes_.size())]));
    }
    return bounds;
  }

  bool Sees(const std::string& division) const {
    const std::set<std::string> now = Became(division);
    return std::any_of(bounds_.begin(), bounds_.end(), [&](const scope::Bound& bound) {
      return bound.kind == scope::Bound::Kind::kDivision &&
             std::any_of(now.begin(), now.end(),
                         [&](const std::string& code) { return Lies(code, bound.id); });
    });
  }
  bool SeesOrganization(const std::string& id) const {
    return std::count(bounds_.begin(), bounds_.end(), scope::Bound::Organization(id)) > 0;
  }

  bool Sees(const std::string&, const Pairing& facts) const {
    return Sees(facts.village_code) || SeesOrganization(facts.organization);
  }
  bool Sees(const std::string&, const Posting& facts) const {
    return Sees(facts.village_code.empty() ? facts.division_code : facts.village_code) ||
           SeesOrganization(facts.organization);
  }
  bool Sees(const std::string& id, const Person& facts) const {
    if (SeesOrganization(facts.organization)) return true;
    const auto home = homes_.find(facts.organization);
    if (home != homes_.end() && Sees(home->second)) return true;
    return std::any_of(rows_.records.begin(), rows_.records.end(), [&](const auto& record) {
      const Posting* posting = std::get_if<Posting>(&record.facts);
      return posting != nullptr && posting->person == id && !withdrawn_.contains(record.id) &&
             Sees(record.id, *posting);
    });
  }
  bool Sees(const std::string&, const LeadingGroup& facts) const {
    return Sees(facts.division_code);
  }
  bool Sees(const std::string&, const Demonstration& facts) const {
    return std::any_of(facts.village_codes.begin(), facts.village_codes.end(),
                       [&](const std::string& code) { return Sees(code); });
  }
  bool Sees(const std::string&, const DemonstrationEvent& facts) const {
    return Sees("", demonstrations_.at(facts.demonstration));
  }
  bool Sees(const std::string&, const CentreWork& facts) const {
    return Sees(centres_.at(facts.service_centre));
  }
  template <class OfOneVillage>
  bool Sees(const std::string&, const OfOneVillage& facts) const {
    return Sees(facts.village_code);
  }

 private:
  using Codes = std::vector<std::string>;

  static constexpr int kRecordsOfAKind = 12;
  static constexpr int kOrganizations = 3;
  static constexpr base::Date kFirstDay{2009, 1, 1};
  static constexpr DataOrigin kOrigin = DataOrigin::kExample;

  void AddDivision(const std::string& code, Level level, const std::string& parent) {
    rows_.divisions.push_back({{code, "x", level, parent, "", {}}, kFirstDay, "then", 0, {}});
    parents_[code] = parent;
    codes_.push_back(code);
    if (level == Level::kVillage) villages_.push_back(code);
    if (level == Level::kTownship) townships_.push_back(code);
  }

  void GrowTree() {
    AddDivision(kProvince, Level::kProvince, "");
    AddDivision(kPrefecture, Level::kPrefecture, kProvince);
    for (int county = 1; county <= 3; ++county) {
      const std::string prefix = "42010" + std::to_string(county);
      AddDivision(prefix + "000000", Level::kCounty, kPrefecture);
      for (size_t township = 1 + Any(2); township > 0; --township) {
        const std::string street = prefix + "00" + std::to_string(township);
        AddDivision(street + "000", Level::kTownship, prefix + "000000");
        for (size_t village = 1 + Any(3); village > 0; --village) {
          AddDivision(street + "20" + std::to_string(village), Level::kVillage, street + "000");
        }
      }
    }
  }

  // Today: some townships and villages belong elsewhere, some villages are merged, split, or gone
  // without a trace.
  void ChangeTree() {
    for (const std::string& township : townships_) {
      if (OneIn(4)) parents_[township] = "42010" + std::to_string(1 + Any(3)) + "000000";
    }
    for (const std::string& village : villages_) {
      if (OneIn(5)) parents_[village] = townships_[Any(townships_.size())];
    }
    for (const std::string& village : villages_) {
      if (!OneIn(5)) continue;
      parents_.erase(village);
      for (size_t i = Any(3); i > 0; --i) successors_[village].push_back(AnyVillage());
    }
    for (const auto& [code, parent] : parents_) nodes_.push_back({code, parent});
    for (const auto& [code, successors] : successors_) successions_.push_back({code, successors});
  }

  void Add(const std::string& id, AnyFacts facts, const std::string& void_reason = "") {
    rows_.records.push_back({id, std::move(facts), void_reason});
  }

  void AddPlaces() {
    for (int i = 0; i < kOrganizations; ++i) {
      const std::string id = "o" + std::to_string(i);
      const std::string home = OneIn(2) ? codes_[Any(codes_.size())] : "";
      if (!home.empty()) homes_[id] = home;
      Add(id, Organization{"x", OrganizationKind::kOther, home, kOrigin});
    }
    Perimeter all;
    all.display_name = "x";
    all.include_prefixes = {"42"};
    all.basis = "x";
    Add("all", all);
  }

  // Rules are for use cases to hold: here two records may well overlap.
  void AddRecords() {
    for (int i = 0; i < kRecordsOfAKind; ++i) {
      const std::string id = "r" + std::to_string(i);
      Add(id, Person{OneIn(2) ? AnyOrganization() : "", kOrigin, {}});
      Add(id, Pairing{AnyVillage(), AnyOrganization(), kFirstDay, std::nullopt, kOrigin});
      AddPosting(id);
      LeadingGroup group;
      group.division_code = townships_[Any(townships_.size())];
      Add(id, group);
      AddOfVillages(id);
    }
    for (const std::string& village : villages_) {
      if (!OneIn(2)) continue;
      rows_.episodes.push_back(
          {village, kFirstDay, Category::kHollowEconomy, "x", std::nullopt, "", kOrigin, 0, {}});
      Election election;
      election.village_code = village;
      election.round = "8";
      Add(ElectionId(village, "8"), election);
    }
  }

  void AddPosting(const std::string& id) {
    Posting posting;
    posting.person = "r" + std::to_string(Any(kRecordsOfAKind));
    if (OneIn(4)) {
      posting.division_code = townships_[Any(townships_.size())];
    } else {
      posting.village_code = AnyVillage();
    }
    if (OneIn(3)) posting.organization = AnyOrganization();
    if (OneIn(2)) posting.end_date = base::Date{2010, 1, 1};
    Add("p" + id, posting);
    if (!OneIn(4)) return;
    withdrawn_.insert("p" + id);
    Add("p" + id, posting, "mistyped");
  }

  void AddOfVillages(const std::string& id) {
    VillageAcceptance acceptance;
    acceptance.village_code = AnyVillage();
    Add(acceptance.village_code + "/" + id, acceptance);
    ServiceCentre centre;
    centre.village_code = AnyVillage();
    Add(id, centre);
    if (OneIn(3)) {  // it was entered at the wrong village
      centre.village_code = AnyVillage();
      Add(id, centre);
    }
    centres_[id] = centre.village_code;
    CentreWork work;
    work.service_centre = id;
    work.completion_date = kFirstDay;
    Add(id + "/w", work);
    Demonstration demonstration;
    demonstration.village_codes = {AnyVillage(), AnyVillage()};
    demonstrations_[id] = demonstration;
    Add(id, demonstration);
    Add(id + "/e",
        DemonstrationEvent{id, DemonstrationEventKind::kVisit, kFirstDay, "x", 0, kOrigin});
  }

  // The divisions of today that it is or has become.
  std::set<std::string> Became(const std::string& code) const {
    std::set<std::string> known = {code};
    Codes open = {code};
    std::set<std::string> today;
    while (!open.empty()) {
      const std::string next = open.back();
      open.pop_back();
      if (parents_.contains(next)) today.insert(next);
      const auto successors = successors_.find(next);
      if (parents_.contains(next) || successors == successors_.end()) continue;
      for (const std::string& successor : successors->second) {
        if (known.insert(successor).second) open.push_back(successor);
      }
    }
    return today;
  }
  bool Lies(std::string code, const std::string& within) const {
    while (code != within && !code.empty()) code = parents_.at(code);
    return !code.empty();
  }

  std::mt19937& random_;
  Codes codes_;  // of then
  Codes townships_;
  Codes villages_;
  std::map<std::string, std::string> parents_;  // of today
  std::map<std::string, Codes> successors_;     // of villages that are gone
  std::vector<scope::Node> nodes_;
  std::vector<scope::Succession> successions_;
  std::shared_ptr<const scope::Tree> tree_;
  std::vector<scope::Bound> bounds_;
  Rows rows_;
  std::map<std::string, std::string> homes_;    // division of an organization
  std::map<std::string, std::string> centres_;  // village of a centre
  std::map<std::string, Demonstration> demonstrations_;
  std::set<std::string> withdrawn_;  // postings

  MemoryStore store_;
  LiveRegistry live_{store_};
  PersonalDataSealer sealer_ = TestSealer();
  People people_{live_, store_, sealer_};
};

}  // namespace cobuild::registry
