#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <system_error>

#include "cobuild/registry/v1/principal.grpc.pb.h"
#include "common/base/status_macros.h"
#include "common/token/claims.h"
#include "common/token/compact.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/failure.h"
#include "services/cli/secret_file.h"
#include "services/cli/session.h"
#include "services/cli/text_file.h"

namespace cobuild::cli {
namespace {

constexpr char kGetSelf[] = "cobuild.registry.v1.PrincipalService/GetSelf";

absl::StatusOr<registry::v1::Self> AskWhoWeAre(Session& session) {
  return session.Call(Service::kRegistry, &registry::v1::PrincipalService::Stub::GetSelf,
                      registry::v1::GetSelfRequest());
}

absl::StatusOr<std::string> PlaceOfToken(Session& session) {
  const std::string& place = session.connections().token_file();
  if (place.empty()) return UsageError("not set: COBUILD_TOKEN_FILE, where the token is kept");
  return place;
}

// One line, as whoever issues tokens hands it out.
absl::StatusOr<std::string> ReadToken(const std::string& path) {
  COBUILD_ASSIGN_OR_RETURN(std::string text, ReadTextFile(path));
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  if (text.find_first_of(" \t\r\n") != std::string::npos || text.empty()) {
    return UsageError("--token-file holds a token and nothing else, on one line");
  }
  return text;
}

// Until when it says it is valid. What it says is believed once the service has accepted it.
absl::StatusOr<base::Timestamp> EndOfToken(const std::string& text) {
  const auto compact = token::ParseCompact(text);
  if (!compact.ok()) return UsageError(std::string(compact.status().message()));
  const auto claims = token::ParseClaims(compact->claims);
  if (!claims.ok()) return UsageError(std::string(claims.status().message()));
  return claims->expires;
}

absl::Status Login(Arguments& arguments, Session& session) {
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  COBUILD_ASSIGN_OR_RETURN(const std::string text, ReadToken(arguments.Text("token-file")));
  COBUILD_ASSIGN_OR_RETURN(const std::string place, PlaceOfToken(session));
  COBUILD_ASSIGN_OR_RETURN(const base::Timestamp end, EndOfToken(text));
  session.connections().UseToken(text);
  COBUILD_ASSIGN_OR_RETURN(const registry::v1::Self self, AskWhoWeAre(session));
  COBUILD_RETURN_IF_ERROR(WriteSecretFile(place, text + "\n"));
  PrintOne(session.out(), session.format(),
           {{"principal", self.principal()},
            {"until", base::FormatTimestamp(end)},
            {"grants", self.grants_size()}});
  return absl::OkStatus();
}

absl::Status Logout(Arguments& arguments, Session& session) {
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  COBUILD_ASSIGN_OR_RETURN(const std::string place, PlaceOfToken(session));
  std::error_code failure;
  const bool was_there = std::filesystem::remove(place, failure);
  if (failure) {
    return UsageError(fmt::format("{} cannot be removed: {}", place, failure.message()));
  }
  session.notes() << (was_there ? "the token is forgotten; until its end it is still valid where "
                                  "it was copied to\n"
                                : "no token was kept\n");
  return absl::OkStatus();
}

// Everything for programs; for people who they are, and below it what is granted to them.
absl::Status WhoAmI(Arguments& arguments, Session& session) {
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  COBUILD_ASSIGN_OR_RETURN(const registry::v1::Self self, AskWhoWeAre(session));
  if (session.format() == Format::kJson) {
    session.Print(self);
    return absl::OkStatus();
  }
  if (session.format() == Format::kTable) session.out() << self.principal() << "\n\n";
  std::vector<Json> rows;
  for (const registry::v1::SelfGrant& grant : self.grants()) rows.push_back(ToJson(grant));
  session.Print(rows);
  if (rows.empty()) session.notes() << "nothing is granted to " << self.principal() << "\n";
  return absl::OkStatus();
}

}  // namespace

std::vector<Command> LoginCommands() {
  return {
      {"login",
       "",
       "keeps a person's token, once the registry has accepted it",
       {Required("token-file", "of the identity provider's token; - for standard input")},
       Login,
       {kGetSelf},
       {},
       "login --token-file token.txt"},
      {"logout", "", "forgets the token that is kept", {}, Logout, {}, {}, "logout"},
      {"whoami",
       "",
       "who calls, and what is granted to them today",
       {},
       WhoAmI,
       {kGetSelf},
       {{"role", "ROLE GRANTED"},
        {"scope.whole_tree", "WHOLE TREE"},
        {"scope.division", "DIVISION"},
        {"scope.organization", "ORGANIZATION"},
        {"start_date", "FROM"},
        {"end_date", "TO"}},
       "whoami"},
  };
}

}  // namespace cobuild::cli
