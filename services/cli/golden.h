// Expected output kept as a file in testdata/. With COBUILD_UPDATE_GOLDEN=1 in the environment the
// files are written instead of compared: read the difference before it is committed.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace cobuild::cli {

inline void ExpectGolden(const std::string& name, const std::string& text) {
  const std::string path = "services/cli/testdata/" + name;
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing sets any
  if (std::getenv("COBUILD_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  std::ifstream file(path, std::ios::binary);
  ASSERT_TRUE(file) << path << " is missing";
  std::ostringstream expected;
  expected << file.rdbuf();
  EXPECT_EQ(expected.str(), text) << "differs from " << path;
}

}  // namespace cobuild::cli
