// Releases are issued here and paid against in finance: this tells finance of each.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/projects/app/live_projects.h"

namespace cobuild::projects {

// Finance as far as releases need it.
class FinanceReleases {
 public:
  virtual ~FinanceReleases() = default;

  // Authorizes the release under its own id; the same release again is answered alike. `villages`
  // are the codes of those that its project is in: finance shows it to whoever reaches one of them.
  // UNAVAILABLE or DEADLINE_EXCEEDED when finance did not answer: whether it has the release is not
  // known then.
  virtual absl::Status Authorize(const Record<Release>& release,
                                 const std::vector<std::string>& villages) = 0;
};

class ReleaseDelivery {
 public:
  // Both outlive it.
  ReleaseDelivery(LiveProjects& live, FinanceReleases& finance) : live_(live), finance_(finance) {}

  // Delivers the releases that finance does not have yet, and records each that it took. A release
  // that finance refuses is left and the next is tried; finance that does not answer ends the
  // round. What went wrong first is returned; the next round tries anew. Costs nothing while
  // nothing has changed.
  absl::Status Round(base::Timestamp now);

 private:
  LiveProjects& live_;
  FinanceReleases& finance_;
  int64_t settled_ = 0;  // the position at which finance had every release
};

}  // namespace cobuild::projects
