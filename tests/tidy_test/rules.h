// The house rules that no compiler holds. Each looks at one file and says where it breaks the rule
// and what to do instead.
#pragma once

#include <string>
#include <vector>

#include "tests/tidy_test/source_file.h"

namespace cobuild::tidy {

struct Finding {
  std::string path;
  size_t line = 0;  // from 1
  std::string advice;

  bool operator==(const Finding&) const = default;
};

using Rule = std::vector<Finding> (*)(const SourceFile& file);

// Who may include whom: the table of services/README.md.
std::vector<Finding> CheckIncludes(const SourceFile& file);
// Calls and words that have a better replacement here.
std::vector<Finding> CheckBannedCode(const SourceFile& file);
// Marks of unfinished work, in comments too.
std::vector<Finding> CheckUnfinished(const SourceFile& file);
// No floating point where money is.
std::vector<Finding> CheckMoney(const SourceFile& file);
// No class named for nothing in particular.
std::vector<Finding> CheckClassNames(const SourceFile& file);
// Length of files and lines; what each header begins with and never does.
std::vector<Finding> CheckShape(const SourceFile& file);
// Migrations hold only SQL that MariaDB 10.11 and MySQL 8.0 share.
std::vector<Finding> CheckMigration(const SourceFile& file);

}  // namespace cobuild::tidy
