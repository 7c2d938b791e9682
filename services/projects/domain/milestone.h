// Milestones, and the releases that their acceptance issues.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/digest.h"
#include "common/base/time.h"
#include "common/money/money.h"
#include "services/projects/domain/model.h"

namespace cobuild::projects {

// Which part of a project's money (报账制).
enum class Instalment { kStart = 1, kSubstantial, kAcceptance };

// What people plan.
struct MilestonePlan {
  std::string display_name;
  Instalment instalment = Instalment::kStart;
  base::Date planned_date;
  money::Fen release_cap;  // what its acceptance releases
  DataOrigin data_origin = DataOrigin::kRecorded;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("display_name", self.display_name);
    visit("instalment", self.instalment);
    visit("planned_date", self.planned_date);
    visit("release_cap", self.release_cap);
    visit("data_origin", self.data_origin);
  }
  bool operator==(const MilestonePlan&) const = default;
};

struct Progress {
  base::Date day;
  int64_t basis_points = 0;  // hundredths of a percent
  std::string note;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("day", self.day);
    visit("basis_points", self.basis_points);
    visit("note", self.note);
  }
  bool operator==(const Progress&) const = default;
};

struct Milestone {
  static constexpr std::string_view kKind = "milestone";
  static constexpr std::string_view kNamePattern = "projects/{}/milestones/{}";

  std::string project;  // id
  MilestonePlan plan;
  std::optional<Progress> progress;         // the last
  std::optional<base::Date> accepted_date;  // nullopt until it is accepted
  std::vector<base::Digest> evidence;       // contents that it was accepted on, in order

  // It is looked up by its project.
  std::vector<std::string> Keys() const;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("project", self.project);
    visit("plan", self.plan);
    visit("progress", self.progress);
    visit("accepted_date", self.accepted_date);
    visit("evidence", self.evidence);
  }
  bool operator==(const Milestone&) const = default;
};

enum class ReleaseState { kIssued = 1, kDelivered };

// Leave to pay up to an amount; only its delivery to finance ever changes it.
struct Release {
  static constexpr std::string_view kKind = "release";
  static constexpr std::string_view kNamePattern = "releases/{}";

  std::string project;    // id
  std::string milestone;  // "<project>/<milestone>"
  Instalment instalment = Instalment::kStart;
  money::Fen cap;
  base::Digest dossier_digest{};
  base::Date issued_date;
  DataOrigin data_origin = DataOrigin::kRecorded;
  ReleaseState state = ReleaseState::kIssued;

  // It is looked up by its project.
  std::vector<std::string> Keys() const;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("project", self.project);
    visit("milestone", self.milestone);
    visit("instalment", self.instalment);
    visit("cap", self.cap);
    visit("dossier_digest", self.dossier_digest);
    visit("issued_date", self.issued_date);
    visit("data_origin", self.data_origin);
    visit("state", self.state);
  }
  bool operator==(const Release&) const = default;
};

}  // namespace cobuild::projects
