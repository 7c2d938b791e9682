#include "services/projects/domain/transitions.h"

#include <gmock/gmock.h>

#include <sstream>

#include "services/projects/domain/names.h"

namespace cobuild::projects {
namespace {

// State by action: the state that follows, "-" where the action is refused.
constexpr char kUntilTheStart[] = R"(
STATE      SUBMIT     APPROVE   RETURN    REJECT    START
DRAFT      SUBMITTED  -         -         -         -
SUBMITTED  -          APPROVED  RETURNED  REJECTED  -
RETURNED   SUBMITTED  -         -         -         -
APPROVED   -          -         -         -         RUNNING
REJECTED   -          -         -         -         -
RUNNING    -          -         -         -         -
SUSPENDED  -          -         -         -         -
COMPLETED  -          -         -         -         -
ACCEPTED   -          -         -         -         -
CLOSED     -          -         -         -         -
CANCELLED  -          -         -         -         -
)";
constexpr char kAfterIt[] = R"(
STATE      SUSPEND    RESUME   COMPLETE   ACCEPT    CLOSE   CANCEL
DRAFT      -          -        -          -         -       CANCELLED
SUBMITTED  -          -        -          -         -       CANCELLED
RETURNED   -          -        -          -         -       CANCELLED
APPROVED   -          -        -          -         -       CANCELLED
REJECTED   -          -        -          -         -       -
RUNNING    SUSPENDED  -        COMPLETED  -         -       CANCELLED
SUSPENDED  -          RUNNING  -          -         -       CANCELLED
COMPLETED  -          -        -          ACCEPTED  -       CANCELLED
ACCEPTED   -          -        -          -         CLOSED  -
CLOSED     -          -        -          -         -       -
CANCELLED  -          -        -          -         -       -
)";

// Its columns are the actions `first` to `last`.
void ExpectTable(const char* text, ProjectAction first, ProjectAction last) {
  std::istringstream table(text);
  std::string word;
  table >> word;
  for (int action = static_cast<int>(first); action <= static_cast<int>(last); ++action) {
    table >> word;
    EXPECT_EQ(word, NameOf(static_cast<ProjectAction>(action)));
  }
  for (int number = 1; number <= 11; ++number) {
    const auto state = static_cast<ProjectState>(number);
    table >> word;
    ASSERT_EQ(word, NameOf(state));
    for (int action = static_cast<int>(first); action <= static_cast<int>(last); ++action) {
      const auto next = NextState(state, static_cast<ProjectAction>(action));
      table >> word;
      EXPECT_EQ(next ? NameOf(*next) : "-", word)
          << NameOf(state) << " " << NameOf(static_cast<ProjectAction>(action));
    }
  }
}

TEST(Transitions, AreTheTable) {
  ExpectTable(kUntilTheStart, ProjectAction::kSubmit, ProjectAction::kStart);
  ExpectTable(kAfterIt, ProjectAction::kSuspend, ProjectAction::kCancel);
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
