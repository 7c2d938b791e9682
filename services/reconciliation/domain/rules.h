// The comparisons, one a check. Each looks at one place, which the picture has, and adds what
// differs there.
#pragma once

#include <string>

#include "services/reconciliation/domain/check.h"
#include "services/reconciliation/domain/places.h"

namespace cobuild::reconciliation {

using Rule = void(const Picture& picture, const std::string& place, base::Date today,
                  Differences& found);

// Rule 1.
Rule CompareProjectVillages;
Rule CompareProjectSponsor;
Rule CompareProjectCampaign;
Rule CompareIncomeVillage;
Rule CompareLedgerOwner;
Rule CompareFundDivision;
Rule CompareContributor;
Rule ComparePaidProject;
Rule CompareClaimVillage;
// Projects for which finance has recorded something.
Places PaidProjects();

// Rule 2.
Rule ComparePairing;

// Rule 3.
Rule CompareAllocation;
Rule ComparePaid;
Rule CompareInvestedAbove;
Rule CompareInvestedBelow;
Rule CompareRelease;
Rule CompareClaimRelease;
// Releases that either side has.
Places Releases();

// Rule 4.
Rule CompareLedger;
Rule CompareBalance;
Rule CompareFund;
Rule CompareMovementLine;
Rule CompareIncomeLine;
Rule CompareInvestmentLine;
// Ledgers and accounts with journal lines.
Places PostedLedgers();
Places PostedAccounts();

// Rule 5.
Rule CompareFirstSecretary;
Rule CompareThreeOnes;
// Villages that were ever in a category.
Places CategoryVillages();

// Rule 6.
Rule CompareDefinition;
Rule CompareReplay;
Rule CompareCorrected;
// Reports that are in force.
Places PublishedReports();

// Rule 7.
Rule CompareLastInstalment;
Rule CompareOpenCommitment;

}  // namespace cobuild::reconciliation
