// Our own source, as text to be judged.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace cobuild::tidy {

struct SourceFile {
  std::string path;                // from the project root, "common/base/time.h"
  std::vector<std::string> lines;  // as they stand
  std::vector<std::string> code;   // the same with comments and literals blanked; for C++ only
};

bool IsHeader(const SourceFile& file);  // .h
bool IsCpp(const SourceFile& file);     // .h or .cc
bool IsSql(const SourceFile& file);     // .sql

// A test or what only tests use: it may reach into every room.
bool IsTest(const SourceFile& file);

SourceFile MakeSource(std::string path, std::string_view text);

// Every .h, .cc and .sql file below our folders, in order of path.
std::vector<SourceFile> ReadTree(const std::filesystem::path& root);

}  // namespace cobuild::tidy
