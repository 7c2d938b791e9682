#include "services/projects/domain/transitions.h"

#include <gmock/gmock.h>

#include <sstream>

#include "services/projects/domain/names.h"

namespace cobuild::projects {
namespace {

// State by action: the state that follows, "-" where the action is refused.
constexpr char kTable[] = R"(
STATE      SUBMIT     APPROVE   RETURN    REJECT    START    SUSPEND    RESUME   COMPLETE   ACCEPT    CLOSE   CANCEL
DRAFT      SUBMITTED  -         -         -         -        -          -        -          -         -       CANCELLED
SUBMITTED  -          APPROVED  RETURNED  REJECTED  -        -          -        -          -         -       CANCELLED
RETURNED   SUBMITTED  -         -         -         -        -          -        -          -         -       CANCELLED
APPROVED   -          -         -         -         RUNNING  -          -        -          -         -       CANCELLED
REJECTED   -          -         -         -         -        -          -        -          -         -       -
RUNNING    -          -         -         -         -        SUSPENDED  -        COMPLETED  -         -       CANCELLED
SUSPENDED  -          -         -         -         -        -          RUNNING  -          -         -       CANCELLED
COMPLETED  -          -         -         -         -        -          -        -          ACCEPTED  -       CANCELLED
ACCEPTED   -          -         -         -         -        -          -        -          -         CLOSED  -
CLOSED     -          -         -         -         -        -          -        -          -         -       -
CANCELLED  -          -         -         -         -        -          -        -          -         -       -
)";

TEST(Transitions, AreTheTable) {
  std::istringstream table(kTable);
  std::string word;
  table >> word;
  for (int action = 1; action <= 11; ++action) {
    table >> word;
    EXPECT_EQ(word, NameOf(static_cast<ProjectAction>(action)));
  }
  for (int number = 1; number <= 11; ++number) {
    const auto state = static_cast<ProjectState>(number);
    table >> word;
    ASSERT_EQ(word, NameOf(state));
    for (int action = 1; action <= 11; ++action) {
      const auto next = NextState(state, static_cast<ProjectAction>(action));
      table >> word;
      EXPECT_EQ(next ? NameOf(*next) : "-", word)
          << NameOf(state) << " " << NameOf(static_cast<ProjectAction>(action));
    }
  }
}

TEST(Transitions, OnlyWhatIsBeingWrittenIsEditable) {
  for (int number = 1; number <= 11; ++number) {
    const auto state = static_cast<ProjectState>(number);
    const bool written = state == ProjectState::kDraft || state == ProjectState::kReturned;
    EXPECT_EQ(IsEditable(state), written) << NameOf(state);
  }
}

}  // namespace
}  // namespace cobuild::projects
