// Early return for absl::Status and absl::StatusOr; this Abseil ships no such macros.
#pragma once

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#define COBUILD_CONCAT_INNER(a, b) a##b
#define COBUILD_CONCAT(a, b) COBUILD_CONCAT_INNER(a, b)

// Returns from the enclosing function when `expression`, an absl::Status, is not OK.
#define COBUILD_RETURN_IF_ERROR(expression)                                   \
  do {                                                                        \
    if (::absl::Status cobuild_status = (expression); !cobuild_status.ok()) { \
      return cobuild_status;                                                  \
    }                                                                         \
  } while (false)

// Assigns the value of `expression`, an absl::StatusOr, to `target`, or returns its status.
#define COBUILD_ASSIGN_OR_RETURN(target, expression) \
  COBUILD_ASSIGN_OR_RETURN_INNER(COBUILD_CONCAT(status_or_, __LINE__), target, expression)

#define COBUILD_ASSIGN_OR_RETURN_INNER(holder, target, expression) \
  auto holder = (expression);                                      \
  if (!holder.ok()) {                                              \
    return std::move(holder).status();                             \
  }                                                                \
  target = *std::move(holder)
