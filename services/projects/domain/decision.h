// Decisions on the steps of a project's approval. Each signs the dossier that it was made on.
// Numbers of enums are those of the proto.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/digest.h"
#include "common/base/time.h"

namespace cobuild::projects {

enum class ApprovalOutcome { kApproved = 1, kReturned, kRejected };

struct Votes {
  int64_t eligible = 0;
  int64_t present = 0;    // of the eligible
  int64_t in_favour = 0;  // of those present

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("eligible", self.eligible);
    visit("present", self.present);
    visit("in_favour", self.in_favour);
  }
  bool operator==(const Votes&) const = default;
};

struct PublicNotice {
  base::Date start_date;
  int64_t days = 0;  // the first included

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("start_date", self.start_date);
    visit("days", self.days);
  }
  bool operator==(const PublicNotice&) const = default;
};

// Who decided is the record's actor.
struct Decision {
  static constexpr std::string_view kKind = "decision";
  static constexpr std::string_view kNamePattern = "projects/{}/decisions/{}";

  std::string project;    // id
  std::string procedure;  // id
  std::string step_id;
  ApprovalOutcome outcome = ApprovalOutcome::kApproved;
  base::Digest dossier_digest{};
  std::optional<Votes> votes;
  base::Date decision_date;
  std::string comment;
  std::optional<PublicNotice> notice;

  // It is looked up by its project.
  std::vector<std::string> Keys() const;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("project", self.project);
    visit("procedure", self.procedure);
    visit("step_id", self.step_id);
    visit("outcome", self.outcome);
    visit("dossier_digest", self.dossier_digest);
    visit("votes", self.votes);
    visit("decision_date", self.decision_date);
    visit("comment", self.comment);
    visit("notice", self.notice);
  }
  bool operator==(const Decision&) const = default;
};

}  // namespace cobuild::projects
