// What the checks need of the other services' resources, and nothing else of them. Resources are
// named in full, as "villages/420115002201". Enums have the numbers of the other services'
// contracts.
//
// Feeds() names the resources whose checks a fact matters to: when it changes, they are looked at
// anew. DependsOn() names those that it is itself compared with.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "common/base/digest.h"
#include "common/base/time.h"
#include "common/money/money.h"
#include "services/reconciliation/domain/source.h"

namespace cobuild::reconciliation {

using ResourceNames = std::vector<std::string>;

// ---- registry ----

struct Division {
  base::Date from;  // the first day on which it is known to have been

  ResourceNames Feeds() const { return {}; }
  ResourceNames DependsOn() const { return {}; }
};

// An organization, a campaign or a perimeter.
struct Named {
  bool stands = true;  // false: withdrawn

  ResourceNames Feeds() const { return {}; }
  ResourceNames DependsOn() const { return {}; }
};

struct Pairing {
  std::string village;
  std::string organization;
  base::Date start;
  std::optional<base::Date> end;  // first day no longer paired
  bool stands = true;

  ResourceNames Feeds() const { return {village, organization}; }
  ResourceNames DependsOn() const { return {}; }
};

struct Posting {
  enum class Role { kFirstSecretary = 1, kContactLeader = 4, kCapablePerson = 5 };
  Role role = Role::kFirstSecretary;  // another role has another number
  std::string village;                // "" at a division
  base::Date start;
  std::optional<base::Date> end;  // first day no longer posted
  bool stands = true;

  ResourceNames Feeds() const { return village.empty() ? ResourceNames() : ResourceNames{village}; }
  ResourceNames DependsOn() const { return {}; }
};

// A village is in a category.
struct Episode {
  enum class Category { kWeakOrganisation = 1, kHollowEconomy = 4 };
  Category category = Category::kWeakOrganisation;  // another category has another number
  std::string village;
  base::Date entered;
  std::optional<base::Date> graduated;

  ResourceNames Feeds() const { return {village}; }
  ResourceNames DependsOn() const { return {}; }
};

// ---- projects ----

enum class FundKind { kCash = 1, kDirectByPartner, kInKind, kPrivate };

struct Project {
  enum class State {
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
    kCancelled
  };
  State state = State::kDraft;
  ResourceNames villages;
  std::string sponsor;
  std::string campaign;  // "" for none
  base::Date planned_start;
  std::optional<base::Date> submitted;
  std::optional<base::Date> started;
  bool was_approved = false;
  money::Fen budget;
  std::map<std::pair<FundKind, std::string>, money::Fen> declared;  // by kind and source

  ResourceNames Feeds() const { return villages; }
  ResourceNames DependsOn() const {
    ResourceNames names = villages;
    names.push_back(sponsor);
    if (!campaign.empty()) names.push_back(campaign);
    return names;
  }
};

// Which part of a project's money; numbered alike in projects and finance.
enum class Instalment { kStart = 1, kSubstantial, kAcceptance };

// A release as projects has issued it.
struct IssuedRelease {
  std::string project;
  std::string milestone;
  Instalment instalment = Instalment::kStart;
  money::Fen cap;
  std::string dossier_digest;
  bool delivered = false;

  ResourceNames Feeds() const { return {project}; }
  ResourceNames DependsOn() const { return {}; }
};

// ---- finance ----

struct Ledger {
  std::string owner;  // "" for none

  ResourceNames Feeds() const { return {}; }
  ResourceNames DependsOn() const { return owner.empty() ? ResourceNames() : ResourceNames{owner}; }
};

// A journal line.
struct Transfer {
  std::string debit_account;
  std::string credit_account;
  money::Fen amount;

  ResourceNames Feeds() const { return {debit_account, credit_account}; }
  ResourceNames DependsOn() const { return {}; }
};

struct Fund {
  std::string division;

  ResourceNames Feeds() const { return {}; }
  ResourceNames DependsOn() const { return {division}; }
};

struct Movement {
  enum class Kind {
    kPlan = 1,
    kAppropriation,
    kAllocation,
    kReallocation,
    kCommitment,
    kCommitmentRelease,
    kCarryOver,
    kPayment,
    kPaymentReturn
  };
  Kind kind = Kind::kPlan;
  std::string fund;
  int fiscal_year = 0;
  int to_fiscal_year = 0;  // 0: none
  std::string project;     // "" for none
  std::string to_project;  // "" for none
  std::string source;      // id; "" for none
  money::Fen amount;       // below zero where an appropriation is lowered
  std::string transfer;    // "" for a plan

  ResourceNames Feeds() const {
    ResourceNames names = {fund};
    if (!project.empty()) names.push_back(project);
    if (!to_project.empty()) names.push_back(to_project);
    return names;
  }
  ResourceNames DependsOn() const {
    return transfer.empty() ? ResourceNames() : ResourceNames{transfer};
  }
};

struct Claim {
  enum class State {
    kSubmitted = 1,
    kApproved,
    kRefused,
    kInstructed,
    kConfirmed,
    kReturned,
    kRefunded
  };
  State state = State::kSubmitted;
  std::string fund;
  std::string project;
  std::string village;
  std::string release;
  Instalment instalment = Instalment::kStart;
  money::Fen amount;

  bool is_paid() const { return state == State::kInstructed || state == State::kConfirmed; }
  ResourceNames Feeds() const { return {project}; }
  ResourceNames DependsOn() const { return {project, village, release}; }
};

// A release as finance has it.
struct AuthorizedRelease {
  std::string milestone;
  money::Fen cap;
  std::string dossier_digest;
  bool revoked = false;

  ResourceNames Feeds() const { return {}; }
  ResourceNames DependsOn() const { return {}; }
};

struct Investment {
  std::string project;
  FundKind kind = FundKind::kInKind;
  std::string source;
  std::string contributor;  // "" for none
  money::Fen amount;
  std::string transfer;  // "" where a correction set it to zero

  ResourceNames Feeds() const { return {project}; }
  ResourceNames DependsOn() const {
    ResourceNames names;
    if (!contributor.empty()) names.push_back(contributor);
    if (!transfer.empty()) names.push_back(transfer);
    return names;
  }
};

// Income of a village or of its households in a year.
struct Income {
  std::string village;
  int year = 0;
  money::Fen amount;     // of the village; of households zero
  std::string transfer;  // "" for households, and where a correction set it to zero

  ResourceNames Feeds() const { return {}; }
  ResourceNames DependsOn() const {
    return transfer.empty() ? ResourceNames{village} : ResourceNames{village, transfer};
  }
};

// ---- assessment ----

struct Metric {
  std::string income_definition;  // "" where no incomes are summed

  ResourceNames Feeds() const { return {}; }
  ResourceNames DependsOn() const { return {}; }
};

struct Report {
  bool is_published = false;  // in force: neither a draft nor superseded

  ResourceNames Feeds() const { return {}; }
  ResourceNames DependsOn() const { return {}; }
};

// One claim of a report, as it stands or as it is computed.
struct ReportClaim {
  std::string value;  // unrounded decimal; "" where it cannot be computed
  std::string verdict;
  std::string definition;
  std::string perimeter;
  bool operator==(const ReportClaim&) const = default;
};
using ReportClaims = std::map<std::string, ReportClaim>;  // by id

// What a report froze, and at which positions of its sources.
struct FrozenReport {
  ReportClaims claims;
  Positions positions{};  // of assessment: up to which metrics counted

  ResourceNames Feeds() const { return {}; }
  ResourceNames DependsOn() const { return {}; }
};

using AnyFact = std::variant<Division, Named, Pairing, Posting, Episode, Project, IssuedRelease,
                             Ledger, Transfer, Fund, Movement, Claim, AuthorizedRelease, Investment,
                             Income, Metric, Report, FrozenReport>;

// A fact with when its newest state was recorded.
template <class Fact>
struct Known {
  Fact fact;
  base::Timestamp recorded;
};

}  // namespace cobuild::reconciliation
