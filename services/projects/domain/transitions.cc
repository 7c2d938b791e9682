#include "services/projects/domain/transitions.h"

#include <algorithm>

namespace cobuild::projects {

std::optional<ProjectState> NextState(ProjectState state, ProjectAction action) {
  const auto found =
      std::find_if(kTransitions.begin(), kTransitions.end(), [&](const Transition& transition) {
        return transition.from == state && transition.action == action;
      });
  return found == kTransitions.end() ? std::nullopt : std::optional(found->to);
}

bool IsEditable(ProjectState state) {
  return state == ProjectState::kDraft || state == ProjectState::kReturned;
}

}  // namespace cobuild::projects
