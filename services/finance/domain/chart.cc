#include "services/finance/domain/chart.h"

#include <fmt/format.h>

#include <algorithm>

namespace cobuild::finance {
namespace {

constexpr base::Date kLastDayOf2004Chart{2023, 12, 31};

constexpr ChartAccount kCk2004Accounts[] = {
    {"101", "现金", Side::kDebit},
    {"102", "银行存款", Side::kDebit},
    {"111", "短期投资", Side::kDebit},
    {"112", "应收款", Side::kDebit},
    {"113", "内部往来", Side::kDebit},
    {"121", "库存物资", Side::kDebit},
    {"131", "牲畜(禽)资产", Side::kDebit},
    {"132", "林木资产", Side::kDebit},
    {"141", "长期投资", Side::kDebit},
    {"151", "固定资产", Side::kDebit},
    {"152", "累计折旧", Side::kCredit},
    {"153", "固定资产清理", Side::kDebit},
    {"154", "在建工程", Side::kDebit},
    {"201", "短期借款", Side::kCredit},
    {"202", "应付款", Side::kCredit},
    {"211", "应付工资", Side::kCredit},
    {"212", "应付福利费", Side::kCredit},
    {"221", "长期借款及应付款", Side::kCredit},
    {"231", "一事一议资金", Side::kCredit},
    {"301", "资本", Side::kCredit},
    {"311", "公积公益金", Side::kCredit},
    {"321", "本年收益", Side::kCredit},
    {"322", "收益分配", Side::kCredit},
    {"401", "生产(劳务)成本", Side::kDebit},
    {"501", "经营收入", Side::kCredit},
    {"502", "经营支出", Side::kDebit},
    {"511", "发包及上交收入", Side::kCredit},
    {"521", "农业税附加返还收入", Side::kCredit},
    {"522", "补助收入", Side::kCredit},
    {"531", "其他收入", Side::kCredit},
    {"541", "管理费用", Side::kDebit},
    {"551", "其他支出", Side::kDebit},
    {"561", "投资收益", Side::kCredit},
};

constexpr ChartAccount kCk2023Accounts[] = {
    {"101", "库存现金", Side::kDebit},
    {"102", "银行存款", Side::kDebit},
    {"111", "短期投资", Side::kDebit},
    {"112", "应收款", Side::kDebit},
    {"113", "内部往来", Side::kDebit},
    {"121", "库存物资", Side::kDebit},
    {"131", "消耗性生物资产", Side::kDebit},
    {"132", "生产性生物资产", Side::kDebit},
    {"133", "生产性生物资产累计折旧", Side::kCredit},
    {"134", "公益性生物资产", Side::kDebit},
    {"141", "长期投资", Side::kDebit},
    {"151", "固定资产", Side::kDebit},
    {"152", "累计折旧", Side::kCredit},
    {"153", "在建工程", Side::kDebit},
    {"154", "固定资产清理", Side::kDebit},
    {"161", "无形资产", Side::kDebit},
    {"162", "累计摊销", Side::kCredit},
    {"171", "长期待摊费用", Side::kDebit},
    {"181", "待处理财产损溢", Side::kDebit},
    {"201", "短期借款", Side::kCredit},
    {"211", "应付款", Side::kCredit},
    {"212", "应付工资", Side::kCredit},
    {"213", "应付劳务费", Side::kCredit},
    {"214", "应交税费", Side::kCredit},
    {"221", "长期借款及应付款", Side::kCredit},
    {"231", "一事一议资金", Side::kCredit},
    {"241", "专项应付款", Side::kCredit},
    {"301", "资本", Side::kCredit},
    {"311", "公积公益金", Side::kCredit},
    {"321", "本年收益", Side::kCredit},
    {"322", "收益分配", Side::kCredit},
    {"401", "生产(劳务)成本", Side::kDebit},
    {"501", "经营收入", Side::kCredit},
    {"502", "投资收益", Side::kCredit},
    {"503", "补助收入", Side::kCredit},
    {"504", "其他收入", Side::kCredit},
    {"511", "经营支出", Side::kDebit},
    {"512", "税金及附加", Side::kDebit},
    {"513", "管理费用", Side::kDebit},
    {"514", "公益支出", Side::kDebit},
    {"515", "其他支出", Side::kDebit},
    {"521", "所得税费用", Side::kDebit},
};

}  // namespace

std::string_view IdOf(Chart chart) {
  switch (chart) {
    case Chart::kNone:
      return "";
    case Chart::kCk2004:
      return "CK2004-12";
    case Chart::kCk2023:
      return "CK2023-14";
  }
  return "";
}

std::optional<Chart> FindChart(std::string_view id) {
  for (const Chart chart : {Chart::kNone, Chart::kCk2004, Chart::kCk2023}) {
    if (IdOf(chart) == id) return chart;
  }
  return std::nullopt;
}

std::span<const ChartAccount> AccountsOf(Chart chart) {
  switch (chart) {
    case Chart::kNone:
      return {};
    case Chart::kCk2004:
      return kCk2004Accounts;
    case Chart::kCk2023:
      return kCk2023Accounts;
  }
  return {};
}

const ChartAccount* FindChartAccount(Chart chart, std::string_view code) {
  const auto accounts = AccountsOf(chart);
  const auto found =
      std::find_if(accounts.begin(), accounts.end(),
                   [&](const ChartAccount& account) { return account.code == code; });
  return found == accounts.end() ? nullptr : &*found;
}

std::string NameOverAllLedgers(Chart chart, std::string_view code) {
  const ChartAccount* account = FindChartAccount(chart, code);
  return account == nullptr ? "" : fmt::format("{} {}", IdOf(chart), account->name);
}

bool IsInForce(Chart chart, const base::Date& day) {
  switch (chart) {
    case Chart::kNone:
      return false;
    case Chart::kCk2004:
      return day <= kLastDayOf2004Chart;
    case Chart::kCk2023:
      return day > kLastDayOf2004Chart;
  }
  return false;
}

}  // namespace cobuild::finance
