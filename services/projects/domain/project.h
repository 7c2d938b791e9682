// Projects (项目): what is built or run in a village, by whom, with whose money, and the steps that
// it has taken. Numbers of enums are those of the proto.
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

enum class ProjectCategory {
  kEconomicDevelopment = 1,  // 经济发展类
  kInfrastructure,           // 基础设施类
};

enum class ProjectState {
  kDraft = 1,
  kSubmitted,
  kReturned,
  kApproved,
  kRejected,
  kRunning,
  kSuspended,
  kCompleted,
  kAccepted,
  kClosed,
  kCancelled,
};

enum class ProjectAction {
  kSubmit = 1,
  kApprove,
  kReturn,
  kReject,
  kStart,
  kSuspend,
  kResume,
  kComplete,
  kAccept,
  kClose,
  kCancel,
};

enum class FundKind {
  kCashThroughLedger = 1,
  kDirectByPartner,
  kInKind,
  kPrivate,
};

// 100 %, in hundredths of a percent.
inline constexpr int64_t kWholeShare = 10'000;

struct VillageShare {
  std::string village_code;
  int64_t share_basis_points = 0;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("village", self.village_code);
    visit("share_basis_points", self.share_basis_points);
  }
  bool operator==(const VillageShare&) const = default;
};

struct BudgetLine {
  std::string source;  // id
  money::Fen amount;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("source", self.source);
    visit("amount", self.amount);
  }
  bool operator==(const BudgetLine&) const = default;
};

struct DeclaredFund {
  FundKind kind = FundKind::kCashThroughLedger;
  std::string source;  // id
  money::Fen amount;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("kind", self.kind);
    visit("source", self.source);
    visit("amount", self.amount);
  }
  bool operator==(const DeclaredFund&) const = default;
};

// What people state of a project: its dossier.
struct Statement {
  std::string display_name;
  std::vector<VillageShare> villages;  // the first is the lead village
  ProjectCategory category = ProjectCategory::kEconomicDevelopment;
  std::optional<DevelopmentModel> model;  // of an economic project
  std::string sponsor;                    // id of an organization
  std::vector<BudgetLine> budget;
  std::vector<DeclaredFund> declared_funds;
  std::string campaign;  // id; "" for none
  base::Date planned_start_date;
  base::Date planned_end_date;
  std::string strategy;
  DataOrigin data_origin = DataOrigin::kRecorded;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("display_name", self.display_name);
    visit("villages", self.villages);
    visit("category", self.category);
    visit("model", self.model);
    visit("sponsor", self.sponsor);
    visit("budget", self.budget);
    visit("declared_funds", self.declared_funds);
    visit("campaign", self.campaign);
    visit("planned_start_date", self.planned_start_date);
    visit("planned_end_date", self.planned_end_date);
    visit("strategy", self.strategy);
    visit("data_origin", self.data_origin);
  }
  bool operator==(const Statement&) const = default;
};

struct Step {
  ProjectAction action = ProjectAction::kSubmit;
  base::Date effective_date;
  std::string reason;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("action", self.action);
    visit("effective_date", self.effective_date);
    visit("reason", self.reason);
  }
  bool operator==(const Step&) const = default;
};

struct Project {
  static constexpr std::string_view kKind = "project";
  static constexpr std::string_view kNamePattern = "projects/{}";

  Statement stated;
  std::vector<Step> steps;  // each allowed by its predecessors, in order of day

  // It is looked up by its villages, its sponsor and its campaign.
  std::vector<std::string> Keys() const;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("stated", self.stated);
    visit("steps", self.steps);
  }
  bool operator==(const Project&) const = default;
};

// By the steps up to `day`, that day included: DRAFT before the first.
ProjectState StateOn(const Project& project, const base::Date& day);
// By all its steps.
ProjectState StateOf(const Project& project);
// Day of the last such step up to `day`; nullopt when there is none.
std::optional<base::Date> DayOf(const Project& project, ProjectAction action,
                                const base::Date& day);

money::Fen BudgetTotal(const Statement& stated);
money::Fen DeclaredTotal(const Statement& stated);

// What an approval signs: any edit of what is stated changes it.
base::Digest DossierDigest(std::string_view id, const Statement& stated);

}  // namespace cobuild::projects
