// When a step of a project's approval may be decided, and what that makes of the project.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/projects/domain/facts.h"

namespace cobuild::projects {

struct DecideStepCommand {
  std::string project;  // id
  std::string step_id;
  ApprovalOutcome outcome = ApprovalOutcome::kApproved;
  base::Digest dossier_digest{};  // that the decider has seen
  std::optional<Votes> votes;
  base::Date decision_date;
  std::string comment;
  std::optional<base::Date> notice_date;  // not before the decision
  std::string etag;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("project", self.project);
    visit("step_id", self.step_id);
    visit("outcome", self.outcome);
    visit("dossier_digest", self.dossier_digest);
    visit("votes", self.votes);
    visit("decision_date", self.decision_date);
    visit("comment", self.comment);
    visit("notice_date", self.notice_date);
    visit("etag", self.etag);
  }
};

struct Decider {
  std::string principal;
  std::vector<std::string> roles;
};

// Whether enough were present and enough of these in favour.
bool IsMet(const QuorumRule& rule, const Votes& votes);

// The decision, after the project's next state where the decision moves it. Refused in this order:
// PROJECT_NOT_FOUND, ETAG_MISMATCH, APPROVAL_NOT_OPEN, STEP_NOT_FOUND, STEP_ROLE_REQUIRED,
// DOSSIER_CHANGED, STEP_ALREADY_DECIDED, STEP_NOT_NEXT, SELF_APPROVAL, DATE_BEFORE_LAST_STEP,
// NOTICE_RUNNING, REQUIRED or NOT_APPLICABLE votes and notice_date, QUORUM_NOT_MET, TOO_MANY_STEPS.
absl::StatusOr<Rows> DecideApprovalStep(const Projects& projects, const Decider& decider,
                                        const DecideStepCommand& command);

}  // namespace cobuild::projects
