#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <string_view>

#include "tests/tidy_test/rules.h"

namespace cobuild::tidy {
namespace {

using Names = std::vector<std::string_view>;

// A folder of a service, the folders of the same service that it may include from, the folders of
// common, and whether the wire may be seen in it.
struct Room {
  std::string_view folder;
  Names own;
  Names common;
  bool wire;
};

const std::vector<Room>& Rooms() {
  static const std::vector<Room> rooms = {
      {"domain", {"domain"}, {"base", "error", "money", "records", "scope"}, false},
      {"store", {"domain", "store"}, {"base", "error", "money", "feed", "records", "scope"}, false},
      {"store/memory",
       {"domain", "store", "store/memory"},
       {"base", "error", "money", "feed", "records", "scope"},
       false},
      {"store/mysql",
       {"domain", "store", "store/mysql"},
       {"base", "error", "money", "feed", "mysql", "obs", "records", "scope"},
       false},
      {"app",
       {"domain", "store", "app", "engine"},
       {"base", "error", "money", "feed", "obs", "records", "scope"},
       false},
      {"engine",
       {"domain", "store", "engine"},
       {"base", "error", "money", "feed", "obs", "records", "scope"},
       false},
      {"sources",
       {"domain", "app", "sources", "rpc"},
       {"base", "error", "money", "rpc", "feed", "obs", "records", "scope"},
       true},
      {"peers",
       {"domain", "app", "peers"},
       {"base", "error", "money", "rpc", "obs", "records", "scope"},
       true},
      {"client", {"client"}, {"base", "error", "feed", "obs", "rpc", "scope", "service"}, true},
      {"rpc",
       {"domain", "store", "app", "engine", "rpc"},
       {"base", "error", "money", "rpc", "audit", "feed", "obs", "records", "scope"},
       true},
  };
  return rooms;
}

bool Contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool IsWire(std::string_view include) {
  return include.ends_with(".pb.h") || include.starts_with("grpc") ||
         include.starts_with("google/protobuf/");
}

// A path below services/, taken apart: "finance", "store/mysql", "mysql_store.h".
struct Place {
  std::string service;
  std::string folder;
  std::string name;
};

Place PlaceOf(const std::string& path) {
  static const RE2 pattern("services/([^/]+)/(?:(.+)/)?([^/]+)");
  Place place;
  RE2::FullMatch(path, pattern, &place.service, &place.folder, &place.name);
  return place;
}

// What is wrong with the include; empty when nothing is. `from` has no service outside services/.
std::string JudgeAnywhere(const SourceFile& file, const Place& from, const Place& to,
                          std::string_view include) {
  const bool is_driver = include.starts_with("cppconn/");
  const bool is_wrapper = file.path.starts_with("common/mysql/") && file.path.ends_with(".cc");
  if (is_driver && !is_wrapper) {
    return "the SQL driver stays inside common/mysql/*.cc: use common/mysql/session.h";
  }
  if (file.path.starts_with("common/") && !to.service.empty()) {
    return "common knows no service: move what both need into common";
  }
  // What clients of ours link: the registry's for services, the command line's for other programs,
  // and for these programs' tests a service's own server.
  const bool is_public = (to.service == "registry" && to.folder == "client") ||
                         (to.service == "cli" && from.service.empty()) ||
                         (to.folder == "rpc/testing" && from.service.empty() && IsTest(file));
  if (!to.service.empty() && to.service != from.service && !is_public) {
    return "another program's code: call its RPCs (its proto, or services/registry/client)";
  }
  return "";
}

std::string JudgeInRoom(const Room& room, const Place& to, std::string_view include) {
  if (include == "common/base/clock.h" && room.folder == "domain") {
    return "the domain has no clock: take `now` as an argument";
  }
  if (!room.wire && IsWire(include)) {
    return fmt::format("{} never sees the wire: convert in rpc", room.folder);
  }
  if (!to.service.empty() && !Contains(room.own, to.folder)) {
    return fmt::format("{} may include from {} of its service, not from {}", room.folder,
                       fmt::join(room.own, ", "), to.folder);
  }
  if (!include.starts_with("common/")) return "";
  const std::string_view rest = include.substr(std::string_view("common/").size());
  const std::string_view folder = rest.substr(0, rest.find('/'));
  if (Contains(room.common, folder)) return "";
  return fmt::format("{} may include from common/ only {}", room.folder,
                     fmt::join(room.common, ", "));
}

std::string Judge(const SourceFile& file, const std::string& include) {
  const Place from = PlaceOf(file.path);
  const Place to = PlaceOf(include);
  std::string advice = JudgeAnywhere(file, from, to, include);
  if (!advice.empty() || IsTest(file)) return advice;
  for (const Room& room : Rooms()) {
    if (room.folder == from.folder) return JudgeInRoom(room, to, include);
  }
  return "";
}

}  // namespace

std::vector<Finding> CheckIncludes(const SourceFile& file) {
  static const RE2 pattern(R"(#include [<"]([^>"]+)[>"].*)");
  std::vector<Finding> findings;
  if (!IsCpp(file)) return findings;
  for (size_t i = 0; i < file.lines.size(); ++i) {
    std::string include;
    if (!RE2::FullMatch(file.lines[i], pattern, &include)) continue;
    const std::string advice = Judge(file, include);
    if (!advice.empty()) findings.push_back({file.path, i + 1, include + ": " + advice});
  }
  return findings;
}

}  // namespace cobuild::tidy
