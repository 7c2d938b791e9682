// The life cycle of a project, as a table.
#pragma once

#include <array>
#include <optional>

#include "services/projects/domain/project.h"

namespace cobuild::projects {

struct Transition {
  ProjectState from;
  ProjectAction action;
  ProjectState to;
};

// All that is allowed; everything else is refused.
inline constexpr std::array<Transition, 18> kTransitions = {{
    {ProjectState::kDraft, ProjectAction::kSubmit, ProjectState::kSubmitted},
    {ProjectState::kDraft, ProjectAction::kCancel, ProjectState::kCancelled},
    {ProjectState::kSubmitted, ProjectAction::kApprove, ProjectState::kApproved},
    {ProjectState::kSubmitted, ProjectAction::kReturn, ProjectState::kReturned},
    {ProjectState::kSubmitted, ProjectAction::kReject, ProjectState::kRejected},
    {ProjectState::kSubmitted, ProjectAction::kCancel, ProjectState::kCancelled},
    {ProjectState::kReturned, ProjectAction::kSubmit, ProjectState::kSubmitted},
    {ProjectState::kReturned, ProjectAction::kCancel, ProjectState::kCancelled},
    {ProjectState::kApproved, ProjectAction::kStart, ProjectState::kRunning},
    {ProjectState::kApproved, ProjectAction::kCancel, ProjectState::kCancelled},
    {ProjectState::kRunning, ProjectAction::kSuspend, ProjectState::kSuspended},
    {ProjectState::kRunning, ProjectAction::kComplete, ProjectState::kCompleted},
    {ProjectState::kRunning, ProjectAction::kCancel, ProjectState::kCancelled},
    {ProjectState::kSuspended, ProjectAction::kResume, ProjectState::kRunning},
    {ProjectState::kSuspended, ProjectAction::kCancel, ProjectState::kCancelled},
    {ProjectState::kCompleted, ProjectAction::kAccept, ProjectState::kAccepted},
    {ProjectState::kCompleted, ProjectAction::kCancel, ProjectState::kCancelled},
    {ProjectState::kAccepted, ProjectAction::kClose, ProjectState::kClosed},
}};

// nullopt when the table does not have it.
std::optional<ProjectState> NextState(ProjectState state, ProjectAction action);

// Whether what is stated may be stated anew.
bool IsEditable(ProjectState state);

}  // namespace cobuild::projects
