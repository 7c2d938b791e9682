#include "services/cli/environment.h"

#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace cobuild::cli {
namespace {

Language LanguageFromEnvironment() {
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): nothing sets any
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).starts_with("zh") ? Language::kChinese : Language::kEnglish;
  }
  return Language::kEnglish;
}

}  // namespace

Environment EnvironmentOfProcess() {
  return {.connections = SettingsFromEnvironment(),
          .language = LanguageFromEnvironment(),
          .notes_on_terminal = isatty(STDERR_FILENO) == 1};
}

}  // namespace cobuild::cli
