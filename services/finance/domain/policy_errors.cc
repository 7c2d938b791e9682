#include "services/finance/domain/policy_errors.h"

#include <fmt/format.h>

#include <string>

#include "common/error/error.h"
#include "services/finance/domain/names.h"

namespace cobuild::finance::errors {
namespace {

using absl::StatusCode;

absl::Status OfPolicy(StatusCode code, std::string_view reason, std::string_view what,
                      std::string_view policy) {
  const std::string name = PolicyName(policy);
  return error::Make(code, reason, fmt::format("{} {}", name, what), {{"policy", name}});
}

}  // namespace

absl::Status PolicyExists(std::string_view policy) {
  return OfPolicy(StatusCode::kAlreadyExists, "POLICY_EXISTS", "exists already, or was withdrawn",
                  policy);
}

absl::Status PolicyNotFound(std::string_view policy) {
  return OfPolicy(StatusCode::kNotFound, "POLICY_NOT_FOUND", "does not exist, or was withdrawn",
                  policy);
}

absl::Status PolicyAdopted(std::string_view policy) {
  return OfPolicy(StatusCode::kFailedPrecondition, "POLICY_ADOPTED", "is adopted already", policy);
}

}  // namespace cobuild::finance::errors
