// Secrets of personal data for tests.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "services/registry/store/personal_data_sealer.h"

namespace cobuild::registry {

// 64 digits, different for each `digit`.
inline std::string TestSecret(char digit) { return std::string(64, digit); }

inline PersonalDataSealer TestSealer(const std::string& secrets = TestSecret('1')) {
  absl::StatusOr<PersonalDataSealer> sealer = PersonalDataSealer::FromText(secrets);
  EXPECT_TRUE(sealer.ok()) << sealer.status();
  return *std::move(sealer);
}

}  // namespace cobuild::registry
