#include "services/finance/domain/decide_claim.h"

#include <utility>

#include "absl/numeric/int128.h"
#include "common/base/status_macros.h"
#include "services/finance/domain/chart.h"
#include "services/finance/domain/claim_errors.h"
#include "services/finance/domain/command.h"
#include "services/finance/domain/decide_fund.h"
#include "services/finance/domain/errors.h"

namespace cobuild::finance {
namespace {

// 内部往来, in both charts: what is instructed and has not arrived.
constexpr std::string_view kClearingAccount = "113";

absl::Status CheckEtag(const std::string& etag, int64_t position) {
  const std::string current = records::EtagOf(position);
  return etag.empty() || etag == current ? absl::OkStatus() : errors::EtagMismatch(current);
}

// CLAIM_NOT_FOUND, ETAG_MISMATCH.
absl::StatusOr<records::Record<Claim>> FindClaim(const ClaimStep& step, Standing& standing) {
  std::optional<records::Record<Claim>> claim = standing.Find<Claim>(step.claim);
  if (!claim) return errors::ClaimNotFound(step.claim);
  COBUILD_RETURN_IF_ERROR(CheckEtag(step.etag, claim->position));
  return *std::move(claim);
}

// That may be consumed: RELEASE_NOT_FOUND, RELEASE_REVOKED; the caller asks who has consumed it.
absl::StatusOr<records::Record<Release>> FindRelease(const std::string& id, Standing& standing) {
  std::optional<records::Record<Release>> release = standing.Find<Release>(id);
  if (!release) return errors::ReleaseNotFound(id);
  if (release->is_void()) return errors::ReleaseRevoked(id);
  return *std::move(release);
}

absl::Status CheckUnconsumed(const records::Record<Release>& release) {
  if (release.facts.claim.empty()) return absl::OkStatus();
  return errors::ReleaseConsumed(release.id, release.facts.claim);
}

// Percent of the commitment that is due with the instalment.
int SharesUpTo(Instalment instalment, const InstalmentPolicy& policy) {
  switch (instalment) {
    case Instalment::kStart:
      return policy.start_percent;
    case Instalment::kSubstantial:
      return policy.start_percent + policy.substantial_percent;
    case Instalment::kAcceptance:
      break;
  }
  return 100;
}

int64_t BalanceOf(const std::string& ledger, const std::string& account, Standing& standing) {
  const Account* found = standing.FindAccount(ledger, account);
  return found == nullptr ? 0 : found->credits.value - found->debits.value;
}

FundMovement MovementOf(const Claim& claim, const std::string& id, MovementKind kind,
                        const ClaimStep& step) {
  FundMovement movement;
  movement.fund = claim.fund;
  movement.kind = kind;
  movement.fiscal_year = claim.fiscal_year;
  movement.project = claim.project;
  movement.claim = id;
  movement.amount = claim.amount;
  movement.effective_date = step.effective_date;
  movement.basis = step.reason.empty() ? "claims/" + id : step.reason;
  return movement;
}

// COMMITMENT_EXCEEDED, INSTALMENT_EXCEEDED.
absl::Status CheckCommitment(const Claim& claim, const Fund& fund, Standing& standing) {
  const std::string ledger = LedgerOfFund(claim.fund);
  const int64_t unpaid =
      BalanceOf(ledger, CommittedAccount(claim.fiscal_year, claim.project), standing);
  const int64_t paid = BalanceOf(ledger, PaidAccount(claim.fiscal_year, claim.project), standing);
  if (claim.amount.value > unpaid) {
    return errors::CommitmentExceeded(MovementOf(claim, "", MovementKind::kPayment, {}));
  }
  const absl::int128 due =
      absl::int128(unpaid + paid) * SharesUpTo(claim.instalment, fund.instalments) / 100;
  const int64_t most = static_cast<int64_t>(due) - paid;
  if (claim.amount.value > most)
    return errors::InstalmentExceeded(claim, {std::max<int64_t>(most, 0)});
  return absl::OkStatus();
}

// A transfer in the village's ledger. `special` stands for the account of money for a purpose.
enum class VillageSide { kSpecial, kClearing, kBank };
absl::StatusOr<UnitTransfer> InVillage(const Claim& claim, const ClaimStep& step, std::string id,
                                       VillageSide debit, VillageSide credit, Standing& standing) {
  const Ledger* ledger = standing.FindLedger(claim.village);
  if (ledger == nullptr) return errors::VillageLedgerNotFound(claim.village);
  const Chart chart = ledger->facts.chart;
  if (!IsInForce(chart, step.effective_date)) {
    return errors::ChartNotInForce(chart, step.effective_date.year);
  }
  const auto account = [&](VillageSide side) -> std::string {
    if (side == VillageSide::kBank) return std::string(kBankAccount);
    if (side == VillageSide::kClearing) return std::string(kClearingAccount);
    return chart == Chart::kCk2004 ? "221" : "241";
  };
  return UnitTransfer{{.ledger = claim.village,
                       .id = std::move(id),
                       .debit_account = account(debit),
                       .credit_account = account(credit),
                       .amount = claim.amount,
                       .effective_date = step.effective_date,
                       .description = "claims/" + step.claim,
                       .reverses = ""}};
}

Unit StateOf(const records::Record<Claim>& claim) {
  return Unit{.records = {Stated(claim.id, claim.facts)}};
}

// The money goes back to the commitment, and the release is free again.
absl::StatusOr<Unit> GiveBack(records::Record<Claim> claim, const ClaimStep& step,
                              const RequestClaim& request, ClaimState state, VillageSide from,
                              Standing& standing) {
  COBUILD_ASSIGN_OR_RETURN(const records::Record<Fund> fund, FindFund(claim.facts.fund, standing));
  COBUILD_ASSIGN_OR_RETURN(records::Record<Release> release,
                           FindRelease(claim.facts.release, standing));
  COBUILD_ASSIGN_OR_RETURN(
      UnitTransfer in_village,
      InVillage(claim.facts, step, IdFrom("back", request), VillageSide::kSpecial, from, standing));
  Unit unit = UnitOf(MovementOf(claim.facts, claim.id, MovementKind::kPaymentReturn, step), request,
                     fund.facts);
  unit.transfers.push_back(std::move(in_village));
  release.facts.claim = "";
  claim.facts.state = state;
  claim.facts.reason = step.reason;
  unit.records.push_back(Stated(release.id, std::move(release.facts)));
  unit.records.push_back(Stated(claim.id, std::move(claim.facts)));
  return unit;
}

}  // namespace

absl::StatusOr<Unit> DecideAuthorizeRelease(const std::string& id, const Release& release,
                                            Standing& standing) {
  const std::optional<records::Record<Release>> same_id = standing.Find<Release>(id);
  if (!same_id) return Unit{.records = {Stated(id, release)}};
  Release facts = same_id->facts;
  facts.claim = "";
  // Told anew after its project was stated anew, it is the same: where it is allows nothing.
  facts.villages = release.villages;
  if (same_id->is_void() || facts != release) return errors::ReleaseExists(id);
  return Unit{.stands = records::Widen<AnyFacts>(*same_id)};
}

absl::StatusOr<Unit> DecideRevokeRelease(const RevokeRelease& command, Standing& standing) {
  const std::optional<records::Record<Release>> release = standing.Find<Release>(command.id);
  if (!release) return errors::ReleaseNotFound(command.id);
  COBUILD_RETURN_IF_ERROR(CheckEtag(command.etag, release->position));
  if (release->is_void()) return errors::ReleaseRevoked(command.id);
  COBUILD_RETURN_IF_ERROR(CheckUnconsumed(*release));
  AnyRecord revoked = Stated(command.id, release->facts);
  revoked.void_reason = command.reason;
  return Unit{.records = {std::move(revoked)}};
}

absl::StatusOr<Unit> DecideCreateClaim(const std::string& id, Claim claim, Standing& standing) {
  if (standing.Find<Claim>(id)) return errors::ClaimExists(id);
  COBUILD_ASSIGN_OR_RETURN(const records::Record<Fund> fund, FindFund(claim.fund, standing));
  COBUILD_RETURN_IF_ERROR(CheckYearOpen(fund, claim.fiscal_year));
  COBUILD_ASSIGN_OR_RETURN(const records::Record<Release> release,
                           FindRelease(claim.release, standing));
  if (release.facts.project != claim.project) {
    return errors::ReleaseOfAnotherProject(release.id, release.facts.project);
  }
  COBUILD_RETURN_IF_ERROR(CheckUnconsumed(release));
  if (claim.amount > release.facts.cap) return errors::ClaimAboveRelease(claim, release.facts.cap);
  COBUILD_RETURN_IF_ERROR(CheckCommitment(claim, fund.facts, standing));
  claim.origin = fund.facts.origin;
  return Unit{.records = {Stated(id, std::move(claim))}};
}

absl::StatusOr<Unit> DecideApproveClaim(const ClaimStep& step, Standing& standing) {
  COBUILD_ASSIGN_OR_RETURN(records::Record<Claim> claim, FindClaim(step, standing));
  if (claim.facts.state != ClaimState::kSubmitted) return errors::ClaimNotSubmitted(claim.id);
  if (claim.facts.maker == step.actor) return errors::MakerIsChecker(claim.id);
  COBUILD_ASSIGN_OR_RETURN(const records::Record<Fund> fund, FindFund(claim.facts.fund, standing));
  COBUILD_RETURN_IF_ERROR(CheckYearOpen(fund, claim.facts.fiscal_year));
  claim.facts.state = ClaimState::kApproved;
  claim.facts.checker = step.actor;
  return StateOf(claim);
}

absl::StatusOr<Unit> DecideRefuseClaim(const ClaimStep& step, Standing& standing) {
  COBUILD_ASSIGN_OR_RETURN(records::Record<Claim> claim, FindClaim(step, standing));
  const ClaimState state = claim.facts.state;
  if (state != ClaimState::kSubmitted && state != ClaimState::kApproved) {
    return errors::ClaimNotSubmitted(claim.id);
  }
  claim.facts.state = ClaimState::kRefused;
  claim.facts.reason = step.reason;
  return StateOf(claim);
}

absl::StatusOr<Unit> DecidePayClaim(const ClaimStep& step, const RequestClaim& request,
                                    Standing& standing) {
  COBUILD_ASSIGN_OR_RETURN(records::Record<Claim> claim, FindClaim(step, standing));
  const ClaimState state = claim.facts.state;
  if (state == ClaimState::kInstructed || state == ClaimState::kConfirmed) {
    return errors::ClaimAlreadyPaid(claim.id);
  }
  if (state != ClaimState::kApproved && state != ClaimState::kReturned) {
    return errors::ClaimNotApproved(claim.id);
  }
  COBUILD_ASSIGN_OR_RETURN(const records::Record<Fund> fund, FindFund(claim.facts.fund, standing));
  COBUILD_RETURN_IF_ERROR(CheckYearOpen(fund, claim.facts.fiscal_year));
  COBUILD_ASSIGN_OR_RETURN(records::Record<Release> release,
                           FindRelease(claim.facts.release, standing));
  COBUILD_RETURN_IF_ERROR(CheckUnconsumed(release));
  COBUILD_RETURN_IF_ERROR(CheckCommitment(claim.facts, fund.facts, standing));
  COBUILD_ASSIGN_OR_RETURN(UnitTransfer in_village,
                           InVillage(claim.facts, step, IdFrom("pay", request),
                                     VillageSide::kClearing, VillageSide::kSpecial, standing));
  Unit unit =
      UnitOf(MovementOf(claim.facts, claim.id, MovementKind::kPayment, step), request, fund.facts);
  unit.transfers.push_back(std::move(in_village));
  release.facts.claim = claim.id;
  claim.facts.state = ClaimState::kInstructed;
  claim.facts.payment_date = step.effective_date;
  claim.facts.reason = "";
  unit.records.push_back(Stated(release.id, std::move(release.facts)));
  unit.records.push_back(Stated(claim.id, std::move(claim.facts)));
  return unit;
}

absl::StatusOr<Unit> DecideConfirmPayment(const ClaimStep& step, const RequestClaim& request,
                                          Standing& standing) {
  COBUILD_ASSIGN_OR_RETURN(records::Record<Claim> claim, FindClaim(step, standing));
  if (claim.facts.state != ClaimState::kInstructed) return errors::PaymentNotInstructed(claim.id);
  COBUILD_ASSIGN_OR_RETURN(UnitTransfer in_village,
                           InVillage(claim.facts, step, IdFrom("arrival", request),
                                     VillageSide::kBank, VillageSide::kClearing, standing));
  claim.facts.state = ClaimState::kConfirmed;
  Unit unit = StateOf(claim);
  unit.transfers.push_back(std::move(in_village));
  return unit;
}

absl::StatusOr<Unit> DecideReturnPayment(const ClaimStep& step, const RequestClaim& request,
                                         Standing& standing) {
  COBUILD_ASSIGN_OR_RETURN(records::Record<Claim> claim, FindClaim(step, standing));
  if (claim.facts.state != ClaimState::kInstructed) return errors::PaymentNotInstructed(claim.id);
  return GiveBack(std::move(claim), step, request, ClaimState::kReturned, VillageSide::kClearing,
                  standing);
}

absl::StatusOr<Unit> DecideRefundClaim(const ClaimStep& step, const RequestClaim& request,
                                       Standing& standing) {
  COBUILD_ASSIGN_OR_RETURN(records::Record<Claim> claim, FindClaim(step, standing));
  if (claim.facts.state != ClaimState::kConfirmed) return errors::PaymentNotConfirmed(claim.id);
  return GiveBack(std::move(claim), step, request, ClaimState::kRefunded, VillageSide::kBank,
                  standing);
}

}  // namespace cobuild::finance
