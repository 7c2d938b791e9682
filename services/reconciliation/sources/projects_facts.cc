#include "cobuild/projects/v1/milestone.pb.h"
#include "cobuild/projects/v1/project.pb.h"
#include "services/reconciliation/sources/reduce.h"

namespace cobuild::reconciliation {
namespace {

Project FactOf(const projects::v1::Project& project, Reading& reading) {
  Project fact;
  fact.state = static_cast<Project::State>(project.state());
  for (const projects::v1::VillageShare& share : project.villages())
    fact.villages.push_back(share.village());
  fact.sponsor = project.sponsor();
  fact.campaign = project.campaign();
  fact.planned_start = DateOf(project.planned_start_date());
  fact.submitted = reading.OptionalDate(project.has_submitted_date(), project.submitted_date());
  fact.started = reading.OptionalDate(project.has_started_date(), project.started_date());
  fact.was_approved = project.has_approved_date();
  fact.budget = reading.Amount(project.budget_total());
  for (const projects::v1::DeclaredFund& declared : project.declared_funds()) {
    fact.declared[{static_cast<FundKind>(declared.kind()), declared.source()}] =
        reading.Amount(declared.amount());
  }
  return fact;
}

IssuedRelease FactOf(const projects::v1::Release& release, Reading& reading) {
  return {.project = release.milestone().substr(0, release.milestone().find("/milestones/")),
          .milestone = release.milestone(),
          .instalment = static_cast<Instalment>(release.instalment()),
          .cap = reading.Amount(release.cap()),
          .dossier_digest = release.dossier_digest(),
          .delivered = release.state() == projects::v1::DELIVERED};
}

}  // namespace

absl::StatusOr<FactChange> ReduceProjects(const feed::v1::Change& change) {
  Reading reading(change.resource());
  FactChange reduced = PlainChange(change);
  if (const auto project = reading.As<projects::v1::Project>()) {
    reduced.fact = FactOf(*project, reading);
  } else if (const auto release = reading.As<projects::v1::Release>()) {
    reduced.fact = FactOf(*release, reading);
  }
  return reading.Finish(std::move(reduced));
}

}  // namespace cobuild::reconciliation
