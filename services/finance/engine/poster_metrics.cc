#include "services/finance/engine/poster_metrics.h"

#include <string>
#include <vector>

namespace cobuild::finance {
namespace {

obs::Histogram StageOf(obs::Metrics& metrics, const std::string& stage) {
  return metrics.MakeHistogram("cobuild_finance_group_seconds", "Time of a group by stage",
                               {{"stage", stage}}, obs::DurationBounds());
}

}  // namespace

PosterMetrics::PosterMetrics(obs::Metrics& metrics)
    : head_position(metrics.MakeGauge("cobuild_finance_head_position",
                                      "Last journal entry known to this process", {})),
      waiting_entries(metrics.MakeGauge("cobuild_finance_waiting_entries",
                                        "Journal entries that wait for the poster", {})),
      entries(metrics.MakeCounter("cobuild_finance_entries_total",
                                  "Journal entries recorded by this process", {})),
      groups(metrics.MakeCounter("cobuild_finance_groups_total", "Groups committed", {})),
      adoptions(metrics.MakeCounter("cobuild_finance_adoptions_total",
                                    "Heads found moved by another process", {})),
      unknown_commits(metrics.MakeCounter("cobuild_finance_unknown_commits_total",
                                          "Commits whose outcome had to be asked after", {})),
      group_entries(metrics.MakeHistogram("cobuild_finance_group_entries",
                                          "Journal entries of a group", {},
                                          {1, 4, 16, 64, 256, 1'024, 4'096, 16'384})),
      lock_seconds(StageOf(metrics, "lock")),
      decide_seconds(StageOf(metrics, "decide")),
      write_seconds(StageOf(metrics, "write")),
      commit_seconds(StageOf(metrics, "commit")) {}

}  // namespace cobuild::finance
