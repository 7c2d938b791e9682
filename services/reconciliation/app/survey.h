// A picture that is brought up to the sources' heads.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "services/reconciliation/app/sources.h"
#include "services/reconciliation/domain/comparison.h"
#include "services/reconciliation/domain/picture.h"

namespace cobuild::reconciliation {

class Survey {
 public:
  // Both outlive it.
  Survey(Sources& sources, Picture& picture) : sources_(sources), picture_(picture) {}

  // Called after each answer of a source; an error ends the reading with it.
  void OnProgress(std::function<absl::Status()> on_progress) {
    on_progress_ = std::move(on_progress);
  }

  // Reads each feed up to the head that it tells first. What cannot be read is in missing() and is
  // not asked again. Fails as `on_progress` does, and with OUT_OF_RANGE when a feed is shorter than
  // the picture, which is then worth nothing.
  absl::Status ReadFeeds();
  // Asks for what the checks of `comparison` need beside the feeds to look at what changed, and
  // reads finance's feed as far as that. Checks whose needs are not to be had are given up.
  absl::Status Observe(const std::set<std::string>& touched, Comparison& comparison);

  // Sources that could not be read, and why.
  const std::map<Source, std::string>& missing() const { return missing_; }

 private:
  absl::Status ReadFeed(Source source);
  absl::Status ReadUpTo(Source source, int64_t target);
  absl::Status ObserveBalances(const Check& check, const std::set<std::string>& accounts,
                               Comparison& comparison);
  void ObserveDefinitions(const Check& check, Comparison& comparison);
  void ObserveReports(const Check& check, const std::set<std::string>& reports,
                      std::set<std::string>& recomputed_before, Comparison& comparison);
  absl::Status Progress() { return on_progress_ ? on_progress_() : absl::OkStatus(); }

  Sources& sources_;
  Picture& picture_;
  std::function<absl::Status()> on_progress_;
  std::map<Source, std::string> missing_;
};

}  // namespace cobuild::reconciliation
