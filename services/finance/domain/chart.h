// Charts of accounts of village collectives. An account of the books is (chart, code): nine codes
// mean something else in the second chart than in the first.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "common/base/time.h"

namespace cobuild::finance {

enum class Chart {
  kNone = 0,    // the ledger's accounts are free
  kCk2004 = 1,  // "CK2004-12", 村集体经济组织会计制度, in force to 2023-12-31
  kCk2023 = 2,  // "CK2023-14", 农村集体经济组织会计制度, in force from 2024-01-01
};

// Side on which an account grows.
enum class Side { kDebit = 1, kCredit = 2 };

struct ChartAccount {
  std::string_view code;
  std::string_view name;
  Side normal_side;  // contra-assets (depreciation, amortisation) grow on the credit side
};

// "CK2004-12", "CK2023-14", "".
std::string_view IdOf(Chart chart);
// The reverse of IdOf; nullopt for anything else.
std::optional<Chart> FindChart(std::string_view id);

// In order of code; empty for kNone.
std::span<const ChartAccount> AccountsOf(Chart chart);
// nullptr when the chart has no such code.
const ChartAccount* FindChartAccount(Chart chart, std::string_view code);

// How a trial balance over all ledgers names the accounts of one code: "CK2004-12 经营收入"; "" for
// accounts without a chart.
std::string NameOverAllLedgers(Chart chart, std::string_view code);

// Whether books of `day` are kept by `chart`. The older chart has no first day here: what is
// recorded of earlier years is recorded in it. kNone is never in force.
bool IsInForce(Chart chart, const base::Date& day);

}  // namespace cobuild::finance
