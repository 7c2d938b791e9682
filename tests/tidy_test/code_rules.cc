#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <span>
#include <string_view>

#include "tests/tidy_test/rules.h"

namespace cobuild::tidy {
namespace {

using Applies = bool (*)(const SourceFile& file);

struct Ban {
  RE2 pattern;  // its one group is what is shown
  const char* advice;
  Applies applies;
};

bool IsUnder(const SourceFile& file, std::initializer_list<std::string_view> folders) {
  return std::any_of(folders.begin(), folders.end(),
                     [&file](std::string_view folder) { return file.path.starts_with(folder); });
}

bool Everywhere(const SourceFile&) { return true; }

// Where a call is made on behalf of another and must not outlive it.
bool InServers(const SourceFile& file) {
  return !IsTest(file) && IsUnder(file, {"services/", "common/"}) &&
         !IsUnder(file, {"services/cli/", "common/rpc/"});
}

bool NearMoney(const SourceFile& file) {
  return IsUnder(file, {"common/money/", "services/finance/app/", "services/finance/rpc/",
                        "services/finance/store/"}) ||
         file.path.find("/domain/") != std::string::npos;
}

std::vector<Finding> Apply(std::span<const Ban> bans, const SourceFile& file,
                           const std::vector<std::string>& lines) {
  std::vector<Finding> findings;
  for (const Ban& ban : bans) {
    if (!ban.applies(file)) continue;
    for (size_t i = 0; i < lines.size(); ++i) {
      std::string banned;
      if (!RE2::PartialMatch(lines[i], ban.pattern, &banned)) continue;
      findings.push_back({file.path, i + 1, fmt::format("{}: {}", banned, ban.advice)});
    }
  }
  return findings;
}

}  // namespace

std::vector<Finding> CheckBannedCode(const SourceFile& file) {
  static const Ban bans[] = {
      {R"(((?:->|\.)(?:commit|rollback|setAutoCommit)\())",
       "the driver throws away its errors: Execute \"COMMIT\" or \"ROLLBACK\"", Everywhere},
      {R"(\b(sleep_for|sleep_until|usleep|nanosleep)\b)",
       "wait for a condition with a deadline: std::condition_variable::wait_until", Everywhere},
      {R"((\bgrpc::ClientContext\s+\w+\s*[;({]|<grpc::ClientContext>\(|new grpc::ClientContext))",
       "it has no deadline: rpc::ContextFor(call)", InServers},
  };
  return Apply(bans, file, file.code);
}

std::vector<Finding> CheckUnfinished(const SourceFile& file) {
  // In two pieces each, or this file would find itself.
  static const Ban bans[] = {
      {"\\b(TO"
       "DO|FIX"
       "ME|XX"
       "X)\\b",
       "finish it, or leave it out", Everywhere},
  };
  return Apply(bans, file, file.lines);
}

std::vector<Finding> CheckMoney(const SourceFile& file) {
  static const Ban bans[] = {
      {R"(\b(float|double)\b)", "money is int64 fen: common/money", NearMoney},
  };
  return Apply(bans, file, file.code);
}

std::vector<Finding> CheckClassNames(const SourceFile& file) {
  static const Ban bans[] = {
      {R"(\b(?:class|struct)\s+(\w*(?:Manager|Helpers?|Utils?|Process|Handle))\b)",
       "say what it does or holds", Everywhere},
  };
  return Apply(bans, file, file.code);
}

}  // namespace cobuild::tidy
