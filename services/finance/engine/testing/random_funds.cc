#include "services/finance/engine/testing/random_funds.h"

#include "services/finance/domain/decide_claim.h"
#include "services/finance/domain/decide_fund.h"
#include "services/finance/domain/decide_investment.h"
#include "services/finance/engine/testing/commands.h"

namespace cobuild::finance {
namespace {

constexpr base::Date kDay{2011, 5, 1};
// Few enough that a claim finds its release, and a correction its investment.
constexpr int kReleases = 40;
constexpr int kClaims = 60;
constexpr int kInvestments = 30;
constexpr int kUsers = 2;
constexpr int64_t kRequestsPerId = 50;

}  // namespace

const std::vector<std::string>& RandomFunds::Funds() {
  static const std::vector<std::string> funds = {"f0", "f1"};
  return funds;
}

const std::vector<std::string>& RandomFunds::Projects() {
  static const std::vector<std::string> projects = {"p0", "p1", "p2"};
  return projects;
}

template <class Decide>
Command RandomFunds::Change(Decide decide) {
  const RequestClaim claim =
      ClaimOf("machine/test", "Random", std::to_string(++requests_), base::Digest{});
  return ChangeRecords{claim, [claim, decide](Standing& standing) -> absl::StatusOr<Unit> {
                         return decide(claim, standing);
                       }};
}

std::string RandomFunds::Recent(const char* prefix, int of) {
  return prefix + std::to_string(requests_ / kRequestsPerId + Draw(of));
}

std::vector<Command> RandomFunds::Beginning() {
  std::vector<Command> commands = {VillageLedger(kVillage)};
  for (const std::string& id : Funds()) {
    commands.push_back(Change([id](const RequestClaim&, Standing& standing) {
      return DecideCreateFund({id, Fund()}, standing);
    }));
  }
  return commands;
}

Command RandomFunds::Next() {
  switch (Draw(5)) {
    case 0:
      return OfMovement();
    case 1:
      return OfRelease();
    case 2:
      return OfNewClaim();
    case 3:
      return OfInvestment();
    default:
      return OfClaim();
  }
}

Command RandomFunds::OfMovement() {
  FundMovement movement;
  constexpr int kKinds = 7;
  movement.kind = static_cast<MovementKind>(1 + Draw(kKinds));
  movement.fund = Name("f", 2);
  movement.fiscal_year = 2010 + Draw(2);
  if (movement.kind == MovementKind::kCarryOver) movement.to_fiscal_year = 2012;
  movement.source = "s";
  movement.project = Name("p", 2);
  movement.to_project = "p2";
  const bool may_be_negative = movement.kind == MovementKind::kAppropriation;
  movement.amount = {may_be_negative && Draw(4) == 0 ? -1 - Draw(30) : 1 + Draw(90)};
  movement.effective_date = kDay;
  movement.basis = "b";
  return Change([movement](const RequestClaim& claim, Standing& standing) {
    return DecideMovement(movement, claim, standing);
  });
}

Command RandomFunds::OfRelease() {
  const std::string id = Recent("r", kReleases);
  if (Draw(5) == 0) {
    return Change([id](const RequestClaim&, Standing& standing) {
      return DecideRevokeRelease({id, "x", ""}, standing);
    });
  }
  Release release;
  release.project = Name("p", 2);
  release.milestone = "m";
  release.cap = {1 + Draw(30)};
  return Change([id, release](const RequestClaim&, Standing& standing) {
    return DecideAuthorizeRelease(id, release, standing);
  });
}

Command RandomFunds::OfNewClaim() {
  Claim claim;
  claim.fund = Name("f", 2);
  claim.fiscal_year = 2010 + Draw(2);
  claim.project = Name("p", 2);
  claim.village = kVillage;
  claim.release = Recent("r", kReleases);
  claim.instalment = static_cast<Instalment>(1 + Draw(3));
  claim.amount = {1 + Draw(20)};
  claim.maker = Name("u", kUsers);
  const std::string id = Recent("c", kClaims);
  return Change([id, claim](const RequestClaim&, Standing& standing) {
    return DecideCreateClaim(id, claim, standing);
  });
}

Command RandomFunds::OfClaim() {
  const ClaimStep step{Recent("c", kClaims), Name("u", kUsers), "x", kDay};
  const int kind = Draw(8);
  return Change([step, kind](const RequestClaim& claim, Standing& standing) {
    if (kind <= 1) return DecideApproveClaim(step, standing);
    if (kind <= 3) return DecidePayClaim(step, claim, standing);
    if (kind == 4) return DecideConfirmPayment(step, claim, standing);
    if (kind == 5) return DecideReturnPayment(step, claim, standing);
    if (kind == 6) return DecideRefundClaim(step, claim, standing);
    return DecideRefuseClaim(step, standing);
  });
}

Command RandomFunds::OfInvestment() {
  const std::string id = Recent("i", kInvestments);
  if (Draw(3) != 0) {
    const CorrectInvestment correct{id, {Draw(90)}, "x", ""};
    return Change([correct](const RequestClaim& claim, Standing& standing) {
      return DecideCorrectInvestment(correct, claim, standing);
    });
  }
  Investment investment;
  investment.project = Name("p", 2);
  investment.kind = static_cast<InvestmentKind>(2 + Draw(3));
  investment.source = "s";
  investment.amount = {1 + Draw(90)};
  investment.effective_date = kDay;
  return Change([id, investment](const RequestClaim& claim, Standing& standing) {
    return DecideRecordInvestment(id, investment, claim, standing);
  });
}

}  // namespace cobuild::finance
