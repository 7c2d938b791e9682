// Whether records follow one another as their digests say. Pure: a service checks itself with it,
// and the command line checks a service that it does not trust.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/audit/checkpoint.h"
#include "common/audit/record.h"

namespace cobuild::audit {

// The first place where a trail does not hold, and how; for a person.
struct Break {
  int64_t number = 0;
  std::string problem;
  bool operator==(const Break&) const = default;
};

class ChainCheck {
 public:
  // Records come from the one after `from` on, whose digest is taken for right.
  ChainCheck(Form form, const base::ChainEnd& from) : form_(form), last_(from) {}

  // The next record; false when it does not follow. Nothing more is taken then.
  bool Take(const Record& record);

  // The last record that holds, as recomputed.
  const base::ChainEnd& last() const { return last_; }
  // Records at the beginning that are older than the chain: they have no digest.
  int64_t unchained() const { return unchained_; }
  const std::optional<Break>& broken() const { return broken_; }

 private:
  bool Fail(int64_t number, std::string problem);

  const Form form_;
  base::ChainEnd last_;
  int64_t unchained_ = 0;
  std::optional<Break> broken_;
};

// Compares a trail with checkpoints that were kept elsewhere.
class CheckpointCheck {
 public:
  // Of one trail, their signatures checked by then; in any order.
  explicit CheckpointCheck(std::vector<Checkpoint> checkpoints);

  // Told of each record that holds, in order. False when a checkpoint names another digest there.
  bool Take(const base::ChainEnd& end);
  // Told of the last record. False when a checkpoint lies beyond it: the end was cut off.
  bool End(const base::ChainEnd& head);

  // Checkpoints that agreed.
  int64_t agreed() const { return agreed_; }
  const std::optional<Break>& broken() const { return broken_; }

 private:
  std::vector<Checkpoint> checkpoints_;  // by number
  size_t next_ = 0;
  int64_t agreed_ = 0;
  std::optional<Break> broken_;
};

}  // namespace cobuild::audit
