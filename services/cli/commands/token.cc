#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include "common/base/clock.h"
#include "common/base/signature.h"
#include "common/base/status_macros.h"
#include "common/token/issue.h"
#include "common/token/key_set.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/failure.h"
#include "services/cli/secret_file.h"
#include "services/cli/session.h"
#include "services/cli/text_file.h"

namespace cobuild::cli {
namespace {

constexpr char kIssuer[] = "cobuild.local";
constexpr char kAudience[] = "cobuild";
constexpr int64_t kMinutes = 60;
constexpr int64_t kMostMinutes = 24 * 60;
constexpr int64_t kMicrosPerSecond = 1'000'000;

// The error as one of what the user named.
absl::Status Usage(const std::string& what, const absl::Status& status) {
  return UsageError(fmt::format("{}: {}", what, status.message().data()));
}

absl::StatusOr<base::SigningKey> ReadSigningKey(const std::string& path) {
  COBUILD_ASSIGN_OR_RETURN(const std::string pem, ReadTextFile(path));
  auto key = base::SigningKey::FromPem(pem);
  if (!key.ok()) return Usage(path, key.status());
  return key;
}

std::string TextOr(const Arguments& arguments, const char* name, const char* fallback) {
  return arguments.Has(name) ? arguments.Text(name) : fallback;
}

absl::Status Issue(Arguments& arguments, Session& session) {
  const int64_t minutes = arguments.Integer("minutes", 1, kMostMinutes, kMinutes);
  const std::string subject = arguments.Text("subject");
  if (!token::IsSubject(subject)) {
    arguments.Wrong("subject", "has lower-case letters, digits, dots and dashes, at most 57",
                    subject);
  }
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  COBUILD_ASSIGN_OR_RETURN(const auto key, ReadSigningKey(arguments.Text("signing-key")));
  // Tokens know whole seconds.
  const int64_t second = base::SystemClock().Now().micros / kMicrosPerSecond;
  const base::Timestamp now{second * kMicrosPerSecond};
  const token::Claims claims = {.issuer = TextOr(arguments, "issuer", kIssuer),
                                .audiences = {TextOr(arguments, "audience", kAudience)},
                                .subject = subject,
                                .issued = now,
                                .not_before = now,
                                .expires = {now.micros + minutes * 60 * kMicrosPerSecond}};
  const std::string text = token::Issue(key, claims);
  if (session.format() == Format::kTable) {
    session.out() << text << "\n";
  } else {
    PrintOne(session.out(), session.format(),
             {{"token", text},
              {"principal", token::PrincipalOf(subject)},
              {"until", base::FormatTimestamp(claims.expires)}});
  }
  return absl::OkStatus();
}

// Whole or not at all: services read it at any time.
absl::Status WriteKeySet(const std::string& path, const std::string& text) {
  const std::string draft = path + ".new";
  std::ofstream file(draft, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  std::error_code failure;
  if (file) std::filesystem::rename(draft, path, failure);
  if (!file || failure) return UsageError(fmt::format("{} cannot be written", path));
  return absl::OkStatus();
}

// The key to add: a new one, whose private half is written to its file, or a public one.
absl::StatusOr<base::VerifyingKey> KeyToAdd(const Arguments& arguments) {
  if (arguments.Has("new")) {
    const std::string path = arguments.Text("new");
    if (std::filesystem::exists(path)) return UsageError(fmt::format("{} is there already", path));
    const base::SigningKey key = base::SigningKey::New();
    COBUILD_RETURN_IF_ERROR(WriteSecretFile(path, key.Pem()));
    return key.Public();
  }
  COBUILD_ASSIGN_OR_RETURN(const std::string pem, ReadTextFile(arguments.Text("add")));
  auto key = base::VerifyingKey::FromPem(pem);
  if (!key.ok()) return Usage(arguments.Text("add"), key.status());
  return key;
}

// The text with what the arguments change; as it was without one.
absl::StatusOr<std::string> Changed(const Arguments& arguments, const std::string& text) {
  absl::StatusOr<std::string> changed = text;
  if (arguments.Has("new") || arguments.Has("add")) {
    // Before a key is made that there is no place for.
    if (!text.empty()) {
      const absl::Status right = token::ParseKeySet(text).status();
      if (!right.ok()) return Usage(arguments.Text("FILE"), right);
    }
    COBUILD_ASSIGN_OR_RETURN(const base::VerifyingKey key, KeyToAdd(arguments));
    changed = token::WithKey(text, key);
  } else if (arguments.Has("remove")) {
    changed = token::WithoutKey(text, arguments.Text("remove"));
  }
  if (!changed.ok()) return Usage(arguments.Text("FILE"), changed.status());
  return changed;
}

absl::Status Keys(Arguments& arguments, Session& session) {
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  int changes = 0;
  for (const char* name : {"new", "add", "remove"}) changes += arguments.Has(name) ? 1 : 0;
  if (changes > 1) {
    return UsageError("one of --new, --add and --remove at a time");
  }
  const std::string path = arguments.Text("FILE");
  std::string text;
  const bool may_begin_it = arguments.Has("new") || arguments.Has("add");
  if (!may_begin_it || std::filesystem::exists(path)) {
    COBUILD_ASSIGN_OR_RETURN(text, ReadTextFile(path));
  }
  COBUILD_ASSIGN_OR_RETURN(const std::string changed, Changed(arguments, text));
  const auto set = token::ParseKeySet(changed);
  if (!set.ok()) return Usage(path, set.status());
  if (changed != text) {
    COBUILD_RETURN_IF_ERROR(WriteKeySet(path, changed));
  }
  std::vector<Json> rows;
  for (const auto& [id, key] : set->keys) {
    rows.push_back({{"id", id}, {"algorithm", std::string(token::AlgorithmOf(key))}});
  }
  session.Print(rows);
  return absl::OkStatus();
}

}  // namespace

std::vector<Command> TokenCommands() {
  return {
      {"token",
       "issue",
       "a person's token, where there is no identity provider",
       {Required("signing-key", "PEM file of the key that signs, as `token keys --new` makes it"),
        Required("subject", "whose it is, as li.si: the principal person/li.si"),
        Optional("minutes", "that it is valid, 1 to 1440; default 60"),
        Optional("issuer", "as the services' --token-issuer; default cobuild.local"),
        Optional("audience", "as the services' --token-audience; default cobuild")},
       Issue,
       {},
       {},
       "token issue --signing-key token_key.pem --subject li.si --minutes 480"},
      {"token",
       "keys",
       "the keys whose tokens are accepted, as a file (JWKS) lists them; adds and removes some",
       {Positional("FILE", "the services' --token-keys-file"),
        Optional("new", "file for a new key; its public half is added"),
        Optional("add", "PEM file of a public Ed25519 key to add"),
        Optional("remove", "id of a key to remove: within a second its tokens are refused")},
       Keys,
       {},
       {{"id", "ID"}, {"algorithm", "ALGORITHM"}},
       "token keys token_keys.json --remove 3f0c8a1b5d2e4f67"},
  };
}

}  // namespace cobuild::cli
