// What a fund's movements come to in a fiscal year: what was appropriated and what was paid.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cobuild/finance/v1/fund.pb.h"
#include "services/assessment/app/sources.h"
#include "services/assessment/domain/item.h"

namespace cobuild::assessment {

// Adds the two items of a year, "funds/{fund}/years/{year}/appropriated" and ".../paid". When none
// of the movements is one of either, nobody knows of the year. MALFORMED_ANSWER.
absl::Status AddFundYear(const std::string& fund, int year,
                         const std::vector<finance::v1::FundMovement>& movements,
                         std::vector<Item>& items);

// The journal lines under such items. First the movements, then the transfers of their ledgers.
class FundLines {
 public:
  // MALFORMED_ANSWER.
  absl::Status Add(const std::string& fund, int year,
                   const std::vector<finance::v1::FundMovement>& movements);
  // "ledgers/{ledger}" of the transfers that are wanted, and the days within which they are.
  std::set<std::string> Ledgers() const;
  base::Date first_day() const { return first_day_; }
  base::Date last_day() const { return last_day_; }
  // One that is not wanted is left out.
  void Take(Transfer transfer);
  // In order of subject and position. MALFORMED_ANSWER when a transfer is still wanted.
  absl::StatusOr<std::vector<JournalLine>> Finish() &&;

 private:
  std::vector<JournalLine> lines_;             // with nothing but the name of each transfer
  std::map<std::string, Transfer> transfers_;  // by name; without one before it was taken
  base::Date first_day_;
  base::Date last_day_;
};

}  // namespace cobuild::assessment
