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

std::string Variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing sets any
  return value == nullptr ? "" : value;
}

std::string TokenFileFromEnvironment() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing sets any
  if (std::getenv("COBUILD_TOKEN_FILE") != nullptr) return Variable("COBUILD_TOKEN_FILE");
  const std::string config = Variable("XDG_CONFIG_HOME");
  if (!config.empty()) return config + "/cobuild/token";
  const std::string home = Variable("HOME");
  return home.empty() ? "" : home + "/.config/cobuild/token";
}

ConnectionSettings SettingsOfPerson() {
  ConnectionSettings settings = SettingsFromEnvironment();
  settings.token_file = TokenFileFromEnvironment();
  return settings;
}

}  // namespace

Environment EnvironmentOfProcess() {
  return {.connections = SettingsOfPerson(),
          .language = LanguageFromEnvironment(),
          .notes_on_terminal = isatty(STDERR_FILENO) == 1};
}

}  // namespace cobuild::cli
