// When the registry's positions were recorded: turns an instant into a position.
#pragma once

#include <cstdint>
#include <vector>

#include "common/base/time.h"

namespace cobuild::registry {

// One entry for each transaction, since all of its rows are recorded at one instant.
class Commits {
 public:
  // In order of position; the record time never goes back.
  void Add(int64_t position, base::Timestamp record_time);

  // The last position recorded at `time` or before it; 0 when there is none.
  int64_t PositionAt(base::Timestamp time) const;

 private:
  struct Commit {
    int64_t last_position;
    base::Timestamp record_time;
  };
  std::vector<Commit> commits_;
};

}  // namespace cobuild::registry
