#include "services/projects/app/deliver_releases.h"

#include <string>
#include <vector>

#include "common/records/use_cases.h"
#include "services/projects/domain/decide_milestone.h"

namespace cobuild::projects {
namespace {

constexpr size_t kReleasesPerRound = 1'000;

struct IssuedRelease {
  Record<Release> release;
  std::vector<std::string> villages;  // codes of those that its project is in
};

// What is known at one position and not delivered yet.
struct Issued {
  int64_t position = 0;
  std::vector<IssuedRelease> releases;
};

std::vector<std::string> VillagesOf(const Projects& projects, const std::string& project) {
  std::vector<std::string> villages;
  const Record<Project>* found = projects.Of<Project>().Find(project, projects.position());
  if (found == nullptr) return villages;
  for (const VillageShare& share : found->facts.stated.villages) {
    villages.push_back(share.village_code);
  }
  return villages;
}

Issued ReadIssued(const LiveProjects& live, int64_t settled) {
  return live.Read([settled](const Projects& projects) {
    Issued issued{.position = projects.position(), .releases = {}};
    if (issued.position == settled) return issued;
    projects.Of<Release>().VisitAfter("", issued.position, [&](const Record<Release>& release) {
      if (release.facts.state == ReleaseState::kIssued) {
        issued.releases.push_back({release, VillagesOf(projects, release.facts.project)});
      }
      return issued.releases.size() < kReleasesPerRound;
    });
    return issued;
  });
}

absl::Status RecordDelivery(LiveProjects& live, const std::string& id, base::Timestamp now) {
  ChangeRequest change;
  change.reach = scope::Reach::Everything();
  change.request = {"service/projects", "DeliverRelease", id, base::Sha256(id)};
  change.now = now;
  return records::RecordOne<Release>(
             live, change,
             [&](const Projects& projects) { return DecideDeliverRelease(projects, id); })
      .status();
}

}  // namespace

absl::Status ReleaseDelivery::Round(base::Timestamp now) {
  const Issued issued = ReadIssued(live_, settled_);
  absl::Status first;
  for (const auto& [release, villages] : issued.releases) {
    absl::Status status = finance_.Authorize(release, villages);
    if (absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status)) return status;
    if (status.ok()) status = RecordDelivery(live_, release.id, now);
    first.Update(status);
  }
  if (issued.releases.empty()) settled_ = issued.position;
  return first;
}

}  // namespace cobuild::projects
