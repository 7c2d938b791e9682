// Approval procedures: the steps that a project goes through before it is in the project library.
// Numbers of enums are those of the proto.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.h"

namespace cobuild::projects {

enum class ProcedureStepKind {
  kVillageResolution = 1,
  kFeasibility,
  kTownshipReview,
  kDepartmentAppraisal,
  kLeadingGroupDecision,
  kOther,
};

// At least present_numerator / present_denominator of the eligible are present, and more than
// in_favour_numerator / in_favour_denominator of these are in favour.
struct QuorumRule {
  int64_t present_numerator = 0;
  int64_t present_denominator = 1;
  int64_t in_favour_numerator = 0;
  int64_t in_favour_denominator = 1;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("present_numerator", self.present_numerator);
    visit("present_denominator", self.present_denominator);
    visit("in_favour_numerator", self.in_favour_numerator);
    visit("in_favour_denominator", self.in_favour_denominator);
  }
  bool operator==(const QuorumRule&) const = default;
};

struct ProcedureStep {
  std::string id;  // in the procedure
  std::string title;
  ProcedureStepKind kind = ProcedureStepKind::kOther;
  std::string role;  // that decides it, as "TOWNSHIP_LEADER"
  std::optional<QuorumRule> quorum;
  int64_t notice_days = 0;   // 0: no notice
  int64_t days_allowed = 0;  // 0: no limit

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("id", self.id);
    visit("title", self.title);
    visit("kind", self.kind);
    visit("role", self.role);
    visit("quorum", self.quorum);
    visit("notice_days", self.notice_days);
    visit("days_allowed", self.days_allowed);
  }
  bool operator==(const ProcedureStep&) const = default;
};

struct Procedure {
  static constexpr std::string_view kKind = "procedure";
  static constexpr std::string_view kNamePattern = "procedures/{}";

  std::string title;
  std::string division_prefix;  // of the codes of villages that it holds for
  base::Date effective_date;    // the first day
  std::vector<ProcedureStep> steps;
  bool allow_repeated_deciders = false;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("title", self.title);
    visit("division_prefix", self.division_prefix);
    visit("effective_date", self.effective_date);
    visit("steps", self.steps);
    visit("allow_repeated_deciders", self.allow_repeated_deciders);
  }
  bool operator==(const Procedure&) const = default;
};

}  // namespace cobuild::projects
