// What FakeSources knows of projects.
#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"
#include "services/assessment/app/testing/fake_sources.h"

namespace cobuild::assessment {

int64_t FakeSources::NextProjectsPosition() {
  projects_times_.push_back(now_);
  return std::ssize(projects_times_);
}

void FakeSources::AddProject(Project project, base::Date approved, base::Date started) {
  projects_.push_back({std::move(project), approved, started, NextProjectsPosition()});
}

void FakeSources::CancelProject(const std::string& name, base::Date cancelled) {
  cancellations_.push_back({name, cancelled, NextProjectsPosition()});
}

void FakeSources::PromoteModel(const std::string& model, base::Date promoted, DataOrigin origin) {
  promotions_.push_back({{"models/" + model, model, origin}, promoted, NextProjectsPosition()});
}

void FakeSources::AddEvidence(const std::string& project, base::Date date, Evidence evidence) {
  evidence_.push_back({project, date, std::move(evidence), NextProjectsPosition()});
}

absl::StatusOr<int64_t> FakeSources::ProjectsPosition(std::optional<base::Timestamp> time) {
  COBUILD_RETURN_IF_ERROR(Enter("projects", "ProjectsPosition"));
  return PositionAt(projects_times_, time);
}

bool FakeSources::IsCancelled(const std::string& project, base::Date as_of,
                              int64_t position) const {
  return std::any_of(cancellations_.begin(), cancellations_.end(),
                     [&](const Cancellation& cancellation) {
                       return cancellation.project == project && cancellation.date <= as_of &&
                              cancellation.position <= position;
                     });
}

absl::StatusOr<std::vector<Project>> FakeSources::ReadProjects(const ProjectQuery& query,
                                                               int64_t position) {
  COBUILD_RETURN_IF_ERROR(Enter("projects", "ReadProjects"));
  const auto is_within = [&](base::Date day) {
    return (!query.from || *query.from <= day) && day <= query.to && day <= query.as_of;
  };
  std::vector<Project> projects;
  for (const StartedProject& each : projects_) {
    if (each.position <= position && is_within(each.approved) && is_within(each.started) &&
        !IsCancelled(each.project.name, query.as_of, position)) {
      projects.push_back(each.project);
    }
  }
  std::sort(projects.begin(), projects.end(),
            [](const Project& a, const Project& b) { return a.name < b.name; });
  return projects;
}

absl::StatusOr<std::vector<PromotedModel>> FakeSources::ReadPromotedModels(base::Date as_of,
                                                                           int64_t position) {
  COBUILD_RETURN_IF_ERROR(Enter("projects", "ReadPromotedModels"));
  std::vector<PromotedModel> models;
  for (const Promotion& each : promotions_) {
    if (each.date <= as_of && each.position <= position) models.push_back(each.model);
  }
  return models;
}

absl::StatusOr<ProjectEvidence> FakeSources::ReadProjectEvidence(base::Date as_of,
                                                                 int64_t position) {
  COBUILD_RETURN_IF_ERROR(Enter("projects", "ReadProjectEvidence"));
  ProjectEvidence evidence;
  for (const ShownEvidence& each : evidence_) {
    if (each.date <= as_of && each.position <= position) {
      evidence[each.project].push_back(each.evidence);
    }
  }
  return evidence;
}

}  // namespace cobuild::assessment
