// Who may do what, as the registry has granted it: kept up by its feed, so that a call is admitted
// without asking anybody.
#pragma once

#include <grpcpp/channel.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>

#include "common/base/clock.h"
#include "common/feed/follower.h"
#include "common/obs/metrics.h"
#include "common/rpc/directory.h"
#include "common/service/recurring.h"
#include "services/registry/client/known.h"

namespace cobuild::registry::client {

// What was heard longer ago is not acted upon.
inline constexpr std::chrono::seconds kStaleAfter(60);

// Thread-safe. A grant counts, and one that was revoked no longer does, as soon as the feed tells
// it; another tree some tenths of a second after the last change of a division, so that an import
// of many is drawn once and not in part.
class RemoteDirectory : public rpc::Directory {
 public:
  // Starts at once, and starts over whenever the registry's feed is not the one that was followed.
  // `clock` and `metrics` outlive it.
  RemoteDirectory(std::shared_ptr<grpc::Channel> registry, const base::Clock& clock,
                  obs::Metrics& metrics);

  // SCOPE_STALE as long as the registry has not been reached, and once nothing was heard of it for
  // kStaleAfter: then of strangers too, since nobody knows whether they still are.
  absl::StatusOr<std::shared_ptr<const rpc::Principal>> Find(std::string_view name,
                                                             base::Timestamp now) const override;

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;

  // Both at a time; replaced, never changed.
  struct Picture {
    std::shared_ptr<const scope::Tree> tree;
    std::shared_ptr<const TermsByPrincipal> terms;
  };

  // What recurs: starts over when it must, and draws the tree anew when that is due.
  absl::Status Round();
  absl::Status StartOver();
  // Of the follower.
  absl::Status Take(const feed::v1::WatchChangesResponse& message);
  bool TreeIsDue(const base::Date& today, SteadyTime now) const;
  void DrawTree(const base::Date& today);
  void DrawTerms();
  Picture picture() const;
  void NoteCaughtUp(base::Timestamp at);
  std::optional<std::chrono::microseconds> AgeAt(base::Timestamp now) const;

  const std::shared_ptr<grpc::Channel> channel_;
  const base::Clock& clock_;
  obs::Gauge age_seconds_;
  // When all that was committed at the registry was last known here; 0: never.
  std::atomic<int64_t> heard_micros_ = 0;

  mutable std::mutex known_mutex_;
  // Guarded by known_mutex_.
  Known known_;
  base::Date tree_day_;
  std::optional<SteadyTime> first_undrawn_;  // change of a division that the tree does not show
  SteadyTime last_undrawn_;
  bool caught_up_ = false;  // with all that was committed: not in the midst of an import

  mutable std::mutex picture_mutex_;
  Picture picture_;  // guarded by picture_mutex_

  // Of the recurring thread. After what its consumer uses, so that it ends before.
  std::unique_ptr<feed::Follower> follower_;
  service::Recurring rounds_;
};

}  // namespace cobuild::registry::client
