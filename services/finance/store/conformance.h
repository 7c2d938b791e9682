// What every store of the books must do: one suite, run against memory and against MySQL.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/finance/domain/command.h"
#include "services/finance/engine/submission.h"
#include "services/finance/engine/testing/commands.h"
#include "services/finance/store/store.h"

namespace cobuild::finance {

using MakeStore = std::unique_ptr<Store> (*)();

// Behind every position of these tests.
inline constexpr int64_t kEver = 1'000'000'000;

class StoreConformance : public ::testing::TestWithParam<MakeStore> {
 protected:
  // Decides `commands`, each by itself, over what the writer reads, and commits what is accepted,
  // as the poster does.
  Results Post(const std::vector<Command>& commands, base::Timestamp now = {1'000'000});
  Results PostWith(Writer& writer, const std::vector<Command>& commands, base::Timestamp now);
  // The same; every command is accepted.
  std::vector<Outcome> Accept(const std::vector<Command>& commands,
                              base::Timestamp now = {1'000'000});

  // A village's ledger in the older chart.
  void CreateVillageLedger(const std::string& village);
  Ledger LedgerOf(const std::string& id);
  Account AccountOf(const std::string& ledger, const std::string& id);
  int64_t HeadPosition();

  std::unique_ptr<Store> store_ = GetParam()();
  Reader& reader_ = store_->reader();
  std::unique_ptr<Writer> writer_ = store_->MakeWriter();
};

// The same over two village ledgers, 420115002201 and 420115002202.
class IncomeStoreConformance : public StoreConformance {
 protected:
  IncomeStoreConformance();

  IncomeQuery Query(int year, int64_t up_to = 1'000'000'000);
  // "201 2011 subsidy-income 100": last digits of the village, year, category, fen.
  std::vector<std::string> Listed(const IncomeFilter& filter,
                                  const std::optional<IncomeKey>& after = std::nullopt,
                                  int limit = 100);
};

}  // namespace cobuild::finance
