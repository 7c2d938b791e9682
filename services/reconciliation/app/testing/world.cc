#include "services/reconciliation/app/testing/world.h"

#include <fmt/format.h>

#include <utility>

namespace cobuild::reconciliation {
namespace {

using enum Source;

constexpr money::Fen kFirst{40'000'00};
constexpr money::Fen kLast{10'000'00};
constexpr money::Fen kContract{50'000'00};
constexpr money::Fen kInKind{7'000'00};
constexpr money::Fen kIncome{60'000'00};

// The names of a project's things.
struct Names {
  explicit Names(int number) : n(number) {}

  int n;
  std::string village() const { return fmt::format("villages/{:012}", 420115000000 + n); }
  std::string division() const { return "divisions/420115000000"; }
  std::string partner() const { return fmt::format("organizations/partner-{}", n); }
  std::string giver() const { return fmt::format("organizations/giver-{}", n); }
  std::string pairing() const { return fmt::format("pairings/p-{}", n); }
  std::string secretary() const { return fmt::format("postings/first-secretary-{}", n); }
  std::string episode() const { return village() + "/episodes/2010-01-01"; }
  std::string project() const { return fmt::format("projects/p-{}", n); }
  std::string campaign() const { return fmt::format("campaigns/c-{}", n); }
  std::string release(const char* which) const { return fmt::format("releases/{}-{}", n, which); }
  std::string claim(const char* which) const { return fmt::format("claims/{}-{}", n, which); }
  std::string fund() const { return fmt::format("funds/f-{}", n); }
  std::string movement(const char* which) const { return fund() + "/movements/" + which; }
  std::string ledger() const { return fmt::format("ledgers/fund-f-{}", n); }
  std::string line(const std::string& which) const { return ledger() + "/transfers/" + which; }
  std::string account(const char* which) const { return ledger() + "/accounts/" + which; }
  std::string investment() const { return fmt::format("investments/i-{}", n); }
  std::string income() const { return village() + "/incomes/2012-subsidy-income"; }
  std::string metric() const { return fmt::format("metrics/m{}@1", n); }
};

std::string Milestone(const Names& names, const char* which) {
  return names.project() + "/milestones/" + which;
}

Project ProjectOf(const Names& names, Project::State state) {
  Project project;
  project.state = state;
  project.villages = {names.village()};
  project.sponsor = names.partner();
  project.campaign = names.campaign();
  project.planned_start = {2011, 6, 1};
  if (state != Project::State::kDraft) project.submitted = base::Date{2011, 5, 1};
  project.was_approved = state >= Project::State::kApproved;
  if (state >= Project::State::kRunning) project.started = base::Date{2011, 6, 1};
  project.budget = {kContract.value + kInKind.value};
  project.declared = {{{FundKind::kCash, "district-budget"}, kContract},
                      {{FundKind::kInKind, "partner-unit"}, kInKind}};
  return project;
}

IssuedRelease Issued(const Names& names, const char* which, Instalment instalment, money::Fen cap,
                     bool delivered) {
  return {.project = names.project(),
          .milestone = Milestone(names, which),
          .instalment = instalment,
          .cap = cap,
          .dossier_digest = "d1",
          .delivered = delivered};
}

Claim ClaimOf(const Names& names, const char* which, Instalment instalment, money::Fen amount,
              Claim::State state) {
  return {.state = state,
          .fund = names.fund(),
          .project = names.project(),
          .village = names.village(),
          .release = names.release(which),
          .instalment = instalment,
          .amount = amount};
}

Movement MovementOf(const Names& names, Movement::Kind kind, const std::string& which,
                    money::Fen amount) {
  Movement movement;
  movement.kind = kind;
  movement.fund = names.fund();
  movement.fiscal_year = 2011;
  if (kind != Movement::Kind::kAppropriation) movement.project = names.project();
  movement.amount = amount;
  movement.transfer = names.line(which);
  return movement;
}

}  // namespace

std::vector<std::function<void()>> World::StepsOf(int number) {
  const Names names(number);
  FakeSources* to = &sources_;
  std::vector<std::function<void()>> steps;
  const auto then = [&steps](std::function<void()> step) { steps.push_back(std::move(step)); };
  const auto put = [&](Source source, const std::string& name, const AnyFact& fact) {
    then([=] { to->Put(source, name, fact); });
  };
  // Money moves in one transaction with its journal line.
  const auto move = [&](Movement::Kind kind, const std::string& which, money::Fen amount) {
    const Movement movement = MovementOf(names, kind, which, amount);
    const Transfer line{names.account("from"), names.account(which.c_str()), amount};
    then([=] {
      to->Put(kFinance, movement.transfer, line);
      to->Put(kFinance, names.movement(which.c_str()), movement);
    });
  };
  const auto instalment = [&](const char* which, Instalment part, money::Fen amount) {
    put(kProjects, names.release(which), Issued(names, which, part, amount, false));
    put(kFinance, names.release(which),
        AuthorizedRelease{Milestone(names, which), amount, "d1", false});
    put(kProjects, names.release(which), Issued(names, which, part, amount, true));
    put(kFinance, names.claim(which),
        ClaimOf(names, which, part, amount, Claim::State::kSubmitted));
    move(Movement::Kind::kPayment, fmt::format("pay-{}", which), amount);
    put(kFinance, names.claim(which),
        ClaimOf(names, which, part, amount, Claim::State::kConfirmed));
  };

  put(kRegistry, names.division(), Division{{2009, 1, 1}});
  put(kRegistry, names.village(), Division{{2009, 1, 1}});
  put(kRegistry, names.episode(),
      Episode{Episode::Category::kWeakOrganisation, names.village(), {2010, 1, 1}, std::nullopt});
  put(kRegistry, names.secretary(),
      Posting{Posting::Role::kFirstSecretary, names.village(), {2010, 2, 1}, std::nullopt, true});
  put(kRegistry, names.partner(), Named{});
  put(kRegistry, names.giver(), Named{});
  put(kRegistry, names.campaign(), Named{});
  put(kRegistry, names.pairing(),
      Pairing{names.village(), names.partner(), {2010, 1, 1}, std::nullopt, true});
  put(kFinance, "ledgers/" + std::to_string(number), Ledger{names.village()});
  put(kFinance, names.fund(), Fund{names.division()});
  then([=] {
    to->Put(kFinance, names.line("income"),
            Transfer{names.account("income"), names.account("bank"), kIncome});
    to->Put(kFinance, names.income(), Income{names.village(), 2012, kIncome, names.line("income")});
  });
  put(kAssessment, names.metric(), Metric{"gross@1"});
  put(kProjects, names.project(), ProjectOf(names, Project::State::kSubmitted));
  put(kProjects, names.project(), ProjectOf(names, Project::State::kApproved));
  move(Movement::Kind::kAppropriation, "appropriate", kContract);
  move(Movement::Kind::kAllocation, "allocate", kContract);
  put(kProjects, names.project(), ProjectOf(names, Project::State::kRunning));
  move(Movement::Kind::kCommitment, "commit", kContract);
  instalment("start", Instalment::kStart, kFirst);
  then([=] {
    to->Put(kFinance, names.line("in-kind"),
            Transfer{names.account("in-kind"), names.account("sources"), kInKind});
    to->Put(kFinance, names.investment(),
            Investment{names.project(), FundKind::kInKind, "partner-unit", names.giver(), kInKind,
                       names.line("in-kind")});
  });
  put(kProjects, names.project(), ProjectOf(names, Project::State::kAccepted));
  instalment("acceptance", Instalment::kAcceptance, kLast);
  put(kProjects, names.project(), ProjectOf(names, Project::State::kClosed));
  return steps;
}

void World::Add(int number) {
  sources_.SetNow({kNow.micros - 60 * kDayMicros});
  for (const auto& step : StepsOf(number)) step();
  sources_.SetNow(kNow);
}

template <class Fact>
Defect World::Alter(Source source, const std::string& name,
                    const std::function<void(Fact&)>& change, std::set<Found> found) {
  const Fact before = sources_.Get<Fact>(source, name);
  Fact after = before;
  change(after);
  sources_.Alter(source, name, after);
  return {std::move(found), [this, source, name, before] { sources_.Alter(source, name, before); }};
}

Defect World::TakeAway(Source source, const std::string& name, std::set<Found> found) {
  return std::visit(
      [&](const auto& before) {
        sources_.Alter(source, name, std::nullopt);
        return Defect{std::move(found),
                      [this, source, name, before] { sources_.Alter(source, name, before); }};
      },
      sources_.Any(source, name));
}

int World::KindsOf(BreakClass break_class) {
  switch (break_class) {
    case BreakClass::kMissing:
      return 4;
    case BreakClass::kAmount:
      return 6;
    case BreakClass::kState:
      return 5;
    case BreakClass::kDefinition:
    case BreakClass::kPerimeter:
      return 3;
    case BreakClass::kTiming:
      return 0;
  }
  return 0;
}

Defect World::Break(BreakClass break_class, int number, int kind) {
  switch (break_class) {
    case BreakClass::kMissing:
      return Missing(number, kind);
    case BreakClass::kAmount:
      return Amount(number, kind);
    case BreakClass::kState:
      return State(number, kind);
    case BreakClass::kDefinition:
      return Definition(number, kind);
    default:
      return Perimeter(number, kind);
  }
}

Defect World::Missing(int number, int kind) {
  const Names names(number);
  switch (kind) {
    case 0:
      return Alter<Project>(kProjects, names.project(),
                            [](Project& p) { p.campaign = "campaigns/nowhere"; },
                            {{"project-campaign", names.project(), "MISSING"}});
    case 1:
      return Alter<Investment>(kFinance, names.investment(),
                               [](Investment& i) { i.contributor = "organizations/nobody"; },
                               {{"contributor", names.investment(), "MISSING"}});
    case 2:
      return TakeAway(kRegistry, names.pairing(), {{"sponsor-paired", names.project(), "MISSING"}});
    default:
      return TakeAway(kFinance, names.line("income"), {{"income-line", names.income(), "MISSING"}});
  }
}

Defect World::Amount(int number, int kind) {
  const Names names(number);
  switch (kind) {
    case 0:
      return Alter<Income>(kFinance, names.income(), [](Income& i) { i.amount.value += 1; },
                           {{"income-line", names.income(), "AMOUNT"}});
    case 1: {
      const std::string account = names.account("bank");
      sources_.AddToBalance(account, {1});
      return {{{"balance-is-lines", account, "AMOUNT"}},
              [this, account] { sources_.AddToBalance(account, {0}); }};
    }
    case 2:
      return Alter<Project>(kProjects, names.project(),
                            [](Project& p) { p.budget = {kContract.value - 1}; },
                            {{"allocated-in-budget", names.project(), "AMOUNT"}});
    case 3:
      return Alter<AuthorizedRelease>(kFinance, names.release("start"),
                                      [](AuthorizedRelease& r) { r.cap.value -= 100; },
                                      {{"releases-agree", names.release("start"), "AMOUNT"}});
    case 4:
      return Alter<Project>(kProjects, names.project(),
                            [](Project& p) {
                              p.declared[{FundKind::kInKind, "partner-unit"}] = {kInKind.value - 1};
                            },
                            {{"invested-above-declared", names.project(), "AMOUNT"}});
    default:
      return Alter<Movement>(kFinance, names.movement("appropriate"),
                             [](Movement& m) { m.amount.value -= 1; },
                             {{"fund-in-order", names.fund(), "AMOUNT"},
                              {"movement-line", names.movement("appropriate"), "AMOUNT"}});
  }
}

Defect World::State(int number, int kind) {
  const Names names(number);
  switch (kind) {
    case 0:
      return Alter<Named>(kRegistry, names.partner(), [](Named& n) { n.stands = false; },
                          {{"project-sponsor", names.project(), "STATE"}});
    case 1:
      return Alter<Pairing>(kRegistry, names.pairing(),
                            [](Pairing& p) {
                              p.end = base::Date{2010, 6, 1};
                            },
                            {{"sponsor-paired", names.project(), "STATE"}});
    case 2:
      return Alter<AuthorizedRelease>(kFinance, names.release("start"),
                                      [](AuthorizedRelease& r) { r.revoked = true; },
                                      {{"releases-agree", names.release("start"), "STATE"}});
    case 3:
      return Alter<Project>(kProjects, names.project(), [](Project& p) { p.was_approved = false; },
                            {{"allocated-in-budget", names.project(), "STATE"}});
    default:
      return Alter<Posting>(kRegistry, names.secretary(),
                            [](Posting& p) {
                              p.end = base::Date{2012, 1, 1};
                            },
                            {{"first-secretary", names.village(), "STATE"}});
  }
}

Defect World::Definition(int number, int kind) {
  const Names names(number);
  switch (kind) {
    case 0:
      return Alter<AuthorizedRelease>(kFinance, names.release("start"),
                                      [](AuthorizedRelease& r) { r.dossier_digest = "d2"; },
                                      {{"releases-agree", names.release("start"), "DEFINITION"}});
    case 1:
      return Alter<Claim>(kFinance, names.claim("start"),
                          [](Claim& c) { c.instalment = Instalment::kSubstantial; },
                          {{"claim-release", names.claim("start"), "DEFINITION"}});
    default:
      return Alter<Metric>(kAssessment, names.metric(),
                           [](Metric& m) { m.income_definition = "gross@9"; },
                           {{"metric-definition", names.metric(), "DEFINITION"}});
  }
}

Defect World::Perimeter(int number, int kind) {
  const Names names(number);
  switch (kind) {
    case 0:
      return Alter<Division>(kRegistry, names.village(),
                             [](Division& d) {
                               d.from = {2011, 12, 1};
                             },
                             {{"project-villages", names.project(), "PERIMETER"}});
    case 1:
      return Alter<Claim>(kFinance, names.claim("start"),
                          [&](Claim& c) { c.village = Names(number + 1).village(); },
                          {{"claim-village", names.claim("start"), "PERIMETER"}});
    default:
      return Alter<Income>(kFinance, names.income(), [](Income& i) { i.year = 2000; },
                           {{"income-village", names.income(), "PERIMETER"}});
  }
}

}  // namespace cobuild::reconciliation
