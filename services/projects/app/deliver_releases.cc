#include "services/projects/app/deliver_releases.h"

#include <vector>

#include "common/records/use_cases.h"
#include "services/projects/domain/decide_milestone.h"

namespace cobuild::projects {
namespace {

constexpr size_t kReleasesPerRound = 1'000;

std::vector<Record<Release>> IssuedReleases(const LiveProjects& live) {
  return live.Read([](const Projects& projects) {
    std::vector<Record<Release>> issued;
    projects.Of<Release>().VisitAfter("", projects.position(), [&](const Record<Release>& release) {
      if (release.facts.state == ReleaseState::kIssued) issued.push_back(release);
      return issued.size() < kReleasesPerRound;
    });
    return issued;
  });
}

absl::Status RecordDelivery(LiveProjects& live, const std::string& id, base::Timestamp now) {
  ChangeRequest change;
  change.request = {"service/projects", "DeliverRelease", id, base::Sha256(id)};
  change.now = now;
  return records::RecordOne<Release>(
             live, change,
             [&](const Projects& projects) { return DecideDeliverRelease(projects, id); })
      .status();
}

}  // namespace

absl::Status DeliverReleases(LiveProjects& live, FinanceReleases& finance, base::Timestamp now) {
  absl::Status first;
  for (const Record<Release>& release : IssuedReleases(live)) {
    absl::Status status = finance.Authorize(release);
    if (absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status)) return status;
    if (status.ok()) status = RecordDelivery(live, release.id, now);
    first.Update(status);
  }
  return first;
}

}  // namespace cobuild::projects
