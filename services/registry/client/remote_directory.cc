#include "services/registry/client/remote_directory.h"

#include <string>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "services/registry/client/read_snapshot.h"

namespace cobuild::registry::client {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kRoundInterval(100);
// The tree is drawn anew when its divisions have been quiet for so long, and when they never are,
// after the longest wait: a country of them takes a second.
constexpr milliseconds kQuiet(200);
constexpr milliseconds kLongestWait(10'000);

absl::Status ScopeStale(const std::string& since) {
  return error::Make(absl::StatusCode::kUnavailable, "SCOPE_STALE",
                     "what was granted is not known at present: the registry is not heard of",
                     {{"since", since}});
}

std::shared_ptr<const scope::Tree> TreeOf(const std::vector<scope::Node>& nodes) {
  // The registry knows of no successors yet: a division that an edition leaves out stays.
  return std::make_shared<const scope::Tree>(nodes, std::vector<scope::Succession>());
}

}  // namespace

RemoteDirectory::RemoteDirectory(std::shared_ptr<grpc::Channel> registry, const base::Clock& clock,
                                 obs::Metrics& metrics)
    : channel_(std::move(registry)),
      clock_(clock),
      age_seconds_(metrics.MakeGauge("cobuild_scope_age_seconds",
                                     "since all that the registry had granted was known here; -1 "
                                     "before it was for the first time",
                                     {})),
      rounds_("follow grants", kRoundInterval, [this] { return Round(); }) {}

absl::StatusOr<std::shared_ptr<const rpc::Principal>> RemoteDirectory::Find(
    std::string_view name, base::Timestamp now) const {
  const std::optional<microseconds> age = AgeAt(now);
  if (!age) return ScopeStale("never");
  // Also after the clock was put back: then nobody knows how long ago it was.
  if (*age > kStaleAfter || *age < -kStaleAfter) {
    return ScopeStale(base::FormatTimestamp({heard_micros_}));
  }
  const Picture now_known = picture();
  const base::Date today = base::BusinessDay(now);
  auto principal = std::make_shared<rpc::Principal>();
  principal->name = std::string(name);
  const auto terms = now_known.terms->find(name);
  if (terms == now_known.terms->end()) return principal;
  for (const Term& term : terms->second) {
    if (!term.IsInForceOn(today)) continue;
    if (term.bound.kind == scope::Bound::Kind::kDivision) principal->tree = now_known.tree;
    principal->grants.push_back({term.role, term.bound});
  }
  return principal;
}

absl::Status RemoteDirectory::Round() {
  const base::Timestamp now = clock_.Now();
  const std::optional<microseconds> age = AgeAt(now);
  age_seconds_.Set(age ? std::chrono::duration<double>(*age).count() : -1);
  if (follower_ == nullptr || !follower_->status().ok()) COBUILD_RETURN_IF_ERROR(StartOver());
  const base::Date today = base::BusinessDay(now);
  if (TreeIsDue(today, steady_clock::now())) DrawTree(today);
  return absl::OkStatus();
}

absl::Status RemoteDirectory::StartOver() {
  follower_.reset();
  const base::Timestamp asked = clock_.Now();
  Known known;
  COBUILD_ASSIGN_OR_RETURN(const int64_t position, ReadSnapshot(channel_, known));
  {
    const std::lock_guard lock(known_mutex_);
    known_ = std::move(known);
  }
  DrawTerms();
  DrawTree(base::BusinessDay(asked));
  NoteCaughtUp(asked);
  feed::FollowerOptions options;
  options.feed = "registry";
  options.after = position;
  options.resource_types = Known::ResourceTypes();
  options.on_caught_up = [this] { NoteCaughtUp(clock_.Now()); };
  follower_ = std::make_unique<feed::Follower>(
      channel_, std::move(options),
      [this](const feed::v1::WatchChangesResponse& message) { return Take(message); });
  return absl::OkStatus();
}

absl::Status RemoteDirectory::Take(const feed::v1::WatchChangesResponse& message) {
  bool of_grants = false;
  {
    const std::lock_guard lock(known_mutex_);
    caught_up_ = false;
    for (const feed::v1::Change& change : message.changes()) {
      COBUILD_ASSIGN_OR_RETURN(const Known::Kind kind, known_.Take(change.resource()));
      of_grants = of_grants || kind == Known::Kind::kGrant;
      if (kind != Known::Kind::kDivision) continue;
      last_undrawn_ = steady_clock::now();
      if (!first_undrawn_) first_undrawn_ = last_undrawn_;
    }
  }
  if (of_grants) DrawTerms();
  return absl::OkStatus();
}

bool RemoteDirectory::TreeIsDue(const base::Date& today, SteadyTime now) const {
  const std::lock_guard lock(known_mutex_);
  if (tree_day_ != today) return true;
  if (!first_undrawn_) return false;
  return (caught_up_ && now - last_undrawn_ >= kQuiet) || now - *first_undrawn_ >= kLongestWait;
}

void RemoteDirectory::DrawTree(const base::Date& today) {
  std::vector<scope::Node> nodes;
  {
    const std::lock_guard lock(known_mutex_);
    nodes = known_.NodesOn(today);
    tree_day_ = today;
    first_undrawn_.reset();
  }
  auto tree = TreeOf(nodes);
  const std::lock_guard lock(picture_mutex_);
  picture_.tree = std::move(tree);
}

void RemoteDirectory::DrawTerms() {
  // Under both, so that of two at a time the later stays.
  const std::lock_guard known_lock(known_mutex_);
  auto terms = std::make_shared<const TermsByPrincipal>(known_.Terms());
  const std::lock_guard lock(picture_mutex_);
  picture_.terms = std::move(terms);
}

void RemoteDirectory::NoteCaughtUp(base::Timestamp at) {
  heard_micros_ = at.micros;
  const std::lock_guard lock(known_mutex_);
  caught_up_ = true;
}

RemoteDirectory::Picture RemoteDirectory::picture() const {
  const std::lock_guard lock(picture_mutex_);
  return picture_;
}

std::optional<microseconds> RemoteDirectory::AgeAt(base::Timestamp now) const {
  const int64_t heard = heard_micros_;
  if (heard == 0) return std::nullopt;
  return microseconds(now.micros - heard);
}

}  // namespace cobuild::registry::client
