#include "services/reconciliation/domain/check.h"

#include <algorithm>
#include <array>

#include "services/reconciliation/domain/rules.h"

namespace cobuild::reconciliation {
namespace {

using enum Source;
using std::chrono::hours;

// People need time to act on what they have decided.
constexpr hours kDays30(30 * 24);

const auto& Table() {
  static const std::array table = {
      // Rule 1
      Check{"project-villages", 1, "项目所在村在册", "villages of projects are recorded",
            "projects", "registry", SourceSet(kRegistry, kProjects), PlacesOf<Project>(),
            CompareProjectVillages},
      Check{"project-sponsor", 1, "项目共建单位在册", "sponsors of projects are recorded",
            "projects", "registry", SourceSet(kRegistry, kProjects), PlacesOf<Project>(),
            CompareProjectSponsor},
      Check{"project-campaign", 1, "项目所属专项活动在册", "campaigns of projects are recorded",
            "projects", "registry", SourceSet(kRegistry, kProjects), PlacesOf<Project>(),
            CompareProjectCampaign},
      Check{"income-village", 1, "收入所属村在册", "villages of incomes are recorded", "finance",
            "registry", SourceSet(kRegistry, kFinance), PlacesOf<Income>(), CompareIncomeVillage},
      Check{"ledger-owner", 1, "账套所属村在册", "owners of ledgers are recorded", "finance",
            "registry", SourceSet(kRegistry, kFinance), PlacesOf<Ledger>(), CompareLedgerOwner},
      Check{"fund-division", 1, "资金所属区划在册", "divisions of funds are recorded", "finance",
            "registry", SourceSet(kRegistry, kFinance), PlacesOf<Fund>(), CompareFundDivision},
      Check{"contributor", 1, "投入单位在册", "contributors are recorded", "finance", "registry",
            SourceSet(kRegistry, kFinance), PlacesOf<Investment>(), CompareContributor},
      Check{"paid-project", 1, "拨款项目在库", "projects that finance names are recorded",
            "finance", "projects", SourceSet(kFinance, kProjects), PaidProjects(),
            ComparePaidProject},
      Check{"claim-village", 1, "报账村属于项目", "claims are of their project's villages",
            "finance", "projects", SourceSet(kFinance, kProjects), PlacesOf<Claim>(),
            CompareClaimVillage},
      // Rule 2
      Check{"sponsor-paired", 2, "申报时已结对", "sponsors were paired when they submitted",
            "projects", "registry", SourceSet(kRegistry, kProjects), PlacesOf<Project>(),
            ComparePairing},
      // Rule 3
      Check{"allocated-in-budget", 3, "下达指标不超概算", "allocations stay within the budget",
            "projects", "finance", SourceSet(kFinance, kProjects), PaidProjects(),
            CompareAllocation},
      Check{"paid-as-released", 3, "支付不超放行额", "payments stay within what was released",
            "projects", "finance", SourceSet(kFinance, kProjects), PaidProjects(), ComparePaid},
      Check{"invested-above-declared", 3, "投入不超申报", "no more is invested than declared",
            "projects", "finance", SourceSet(kFinance, kProjects), PaidProjects(),
            CompareInvestedAbove},
      Check{.id = "invested-as-declared",
            .rule = 3,
            .title_zh = "验收项目投入与申报一致",
            .title_en = "accepted projects were given what they declared",
            .left = "projects",
            .right = "finance",
            .needs = SourceSet(kFinance, kProjects),
            .places = PlacesOf<Project>(),
            .compare = CompareInvestedBelow,
            .grace = kDays30},
      Check{.id = "releases-agree",
            .rule = 3,
            .title_zh = "放行单两边一致",
            .title_en = "releases are the same on both sides",
            .left = "projects",
            .right = "finance",
            .needs = SourceSet(kFinance, kProjects),
            .places = Releases(),
            .compare = CompareRelease,
            .grace = hours(1)},
      Check{"claim-release", 3, "报账与放行单相符", "claims are on a release of their instalment",
            "projects", "finance", SourceSet(kFinance, kProjects), PlacesOf<Claim>(),
            CompareClaimRelease},
      // Rule 4
      Check{"ledger-balances", 4, "账套借贷平衡", "every ledger balances", "finance", "finance",
            SourceSet(kFinance), PostedLedgers(), CompareLedger},
      Check{.id = "balance-is-lines",
            .rule = 4,
            .title_zh = "余额等于分录合计",
            .title_en = "balances are the sums of their journal lines",
            .left = "finance",
            .right = "finance",
            .needs = SourceSet(kFinance),
            .places = PostedAccounts(),
            .compare = CompareBalance,
            .observation = Observation::kBalances},
      Check{"fund-in-order", 4, "拨款不小于承诺不小于支付",
            "appropriated >= allocated >= committed >= paid", "finance", "finance",
            SourceSet(kFinance), PlacesOf<Fund>(), CompareFund},
      Check{"movement-line", 4, "资金变动有分录", "movements have their journal line", "finance",
            "finance", SourceSet(kFinance), PlacesOf<Movement>(), CompareMovementLine},
      Check{"income-line", 4, "收入有分录", "incomes have their journal line", "finance", "finance",
            SourceSet(kFinance), PlacesOf<Income>(), CompareIncomeLine},
      Check{"investment-line", 4, "投入有分录", "investments have their journal line", "finance",
            "finance", SourceSet(kFinance), PlacesOf<Investment>(), CompareInvestmentLine},
      // Rule 5
      Check{.id = "first-secretary",
            .rule = 5,
            .title_zh = "薄弱村有第一书记",
            .title_en = "weak-organisation villages have a First Secretary",
            .left = "registry",
            .right = "registry",
            .needs = SourceSet(kRegistry),
            .places = CategoryVillages(),
            .compare = CompareFirstSecretary,
            .grace = kDays30,
            .by_day = true},
      Check{.id = "three-ones",
            .rule = 5,
            .title_zh = "空壳村三个一齐全",
            .title_en = "hollow villages have their Three Ones",
            .left = "registry",
            .right = "projects",
            .needs = SourceSet(kRegistry, kProjects),
            .places = CategoryVillages(),
            .compare = CompareThreeOnes,
            .grace = kDays30,
            .by_day = true},
      // Rule 6
      Check{.id = "metric-definition",
            .rule = 6,
            .title_zh = "指标口径有定义",
            .title_en = "metrics name definitions that finance has",
            .left = "assessment",
            .right = "finance",
            .needs = SourceSet(kFinance, kAssessment),
            .places = PlacesOf<Metric>(),
            .compare = CompareDefinition,
            .observation = Observation::kDefinitions},
      Check{.id = "report-replays",
            .rule = 6,
            .title_zh = "已发布报告可重算",
            .title_en = "published reports come out the same at their positions",
            .left = "assessment",
            .right = "its sources",
            .needs = SourceSet(kRegistry, kFinance, kProjects, kAssessment),
            .places = PublishedReports(),
            .compare = CompareReplay,
            .observation = Observation::kRecomputedReports},
      Check{.id = "report-corrected",
            .rule = 6,
            .title_zh = "已发布报告的差异有更正依据",
            .title_en = "published reports differ from today only by dated corrections",
            .left = "assessment",
            .right = "its sources",
            .needs = SourceSet(kRegistry, kFinance, kProjects, kAssessment),
            .places = PublishedReports(),
            .compare = CompareCorrected,
            .observation = Observation::kRecomputedReports},
      // Rule 7
      Check{.id = "last-instalment",
            .rule = 7,
            .title_zh = "验收项目尾款已放行",
            .title_en = "accepted projects have their last instalment released",
            .left = "projects",
            .right = "projects",
            .needs = SourceSet(kProjects),
            .places = PlacesOf<Project>(),
            .compare = CompareLastInstalment,
            .grace = kDays30},
      Check{"closed-uncommitted", 7, "销号项目无未结承诺",
            "closed projects have no open commitment", "projects", "finance",
            SourceSet(kFinance, kProjects), PlacesOf<Project>(), CompareOpenCommitment},
  };
  return table;
}

}  // namespace

std::string_view NameOf(BreakClass break_class) {
  switch (break_class) {
    case BreakClass::kMissing:
      return "MISSING";
    case BreakClass::kAmount:
      return "AMOUNT";
    case BreakClass::kState:
      return "STATE";
    case BreakClass::kTiming:
      return "TIMING";
    case BreakClass::kDefinition:
      return "DEFINITION";
    case BreakClass::kPerimeter:
      return "PERIMETER";
  }
  return "";
}

std::span<const Check> Checks() { return Table(); }

const Check* FindCheck(std::string_view id) {
  const auto found = std::ranges::find(Checks(), id, &Check::id);
  return found == Checks().end() ? nullptr : &*found;
}

}  // namespace cobuild::reconciliation
