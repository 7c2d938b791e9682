// What an operator sees of the poster.
#pragma once

#include "common/obs/metrics.h"

namespace cobuild::finance {

struct PosterMetrics {
  explicit PosterMetrics(obs::Metrics& metrics);

  obs::Gauge head_position;
  obs::Gauge waiting_entries;
  obs::Counter entries;    // recorded
  obs::Counter groups;     // committed
  obs::Counter adoptions;  // heads that another process had moved
  obs::Counter unknown_commits;
  obs::Histogram group_entries;
  obs::Histogram lock_seconds;    // waiting for the head
  obs::Histogram decide_seconds;  // loading and deciding
  obs::Histogram write_seconds;
  obs::Histogram commit_seconds;
};

}  // namespace cobuild::finance
