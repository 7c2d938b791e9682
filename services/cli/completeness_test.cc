// Nothing of the contract is out of the program's reach.
#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <re2/re2.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "services/cli/commands/nouns.h"

namespace cobuild::cli {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;

// RPCs that no command asks, each with the reason.
const std::map<std::string, std::string>& WithoutCommand() {
  static const auto& reasons = *new std::map<std::string, std::string>{
      {"cobuild.audit.v1.AuditService/VerifyChain",
       "`audit verify` recomputes the chain itself, so that no service need be trusted"}};
  return reasons;
}

// Adds the RPCs of one file, as "cobuild.feed.v1.FeedService/ListChanges".
void AddRpcs(const std::filesystem::path& path, std::set<std::string>& rpcs) {
  static const RE2 package_line(R"(package ([\w.]+);)");
  static const RE2 service_line(R"(service (\w+) \{)");
  static const RE2 rpc_line(R"(\s*rpc (\w+)\(.*)");
  std::ifstream file(path);
  std::string line;
  std::string package;
  std::string service;
  std::string rpc;
  while (std::getline(file, line)) {
    RE2::FullMatch(line, package_line, &package);
    RE2::FullMatch(line, service_line, &service);
    if (RE2::FullMatch(line, rpc_line, &rpc)) rpcs.insert(package + "." + service + "/" + rpc);
  }
}

// From the files themselves: a new one is seen before anything links it.
std::set<std::string> RpcsOfTheContract() {
  std::set<std::string> rpcs;
  for (const auto& entry : std::filesystem::recursive_directory_iterator("proto/cobuild")) {
    if (entry.path().extension() == ".proto") AddRpcs(entry.path(), rpcs);
  }
  return rpcs;
}

std::string NameOf(const Command& command) { return command.noun + " " + command.verb; }

const MethodDescriptor* MethodOf(std::string call) {
  std::ranges::replace(call, '/', '.');
  return DescriptorPool::generated_pool()->FindMethodByName(call);
}

// Of the request, or of the header that begins a stream.
bool CanBeCheckedOnly(const MethodDescriptor& method) {
  const auto* header = method.input_type()->FindFieldByName("header");
  const auto* request = header == nullptr ? method.input_type() : header->message_type();
  return request->FindFieldByName("validate_only") != nullptr;
}

bool TellsOrigin(const MethodDescriptor& method) {
  for (int i = 0; i < method.output_type()->field_count(); ++i) {
    const FieldDescriptor* field = method.output_type()->field(i);
    if (!field->is_repeated() || field->message_type() == nullptr) continue;
    return field->message_type()->FindFieldByName("data_origin") != nullptr;
  }
  return false;
}

TEST(Completeness, EveryRpc_HasACommand) {
  std::set<std::string> asked;
  for (const Command& command : AllCommands()) {
    asked.insert(command.calls.begin(), command.calls.end());
  }
  for (const auto& [rpc, reason] : WithoutCommand()) {
    EXPECT_FALSE(asked.contains(rpc)) << rpc << " has a command and a reason for having none";
    asked.insert(rpc);
  }
  EXPECT_THAT(asked, testing::ContainerEq(RpcsOfTheContract()))
      << "declare the calls of a command in services/cli/commands";
}

TEST(Completeness, DryRun_IsOfferedWhereTheServiceCanCheckOnly) {
  for (const Command& command : AllCommands()) {
    const bool offered =
        std::ranges::find(command.arguments, "dry-run", &Argument::name) != command.arguments.end();
    const bool possible = std::ranges::any_of(command.calls, [](const std::string& call) {
      const MethodDescriptor* method = MethodOf(call);
      return method != nullptr && CanBeCheckedOnly(*method);
    });
    EXPECT_EQ(offered, possible) << NameOf(command);
  }
}

TEST(Completeness, ListOfFacts_ShowsWhetherTheyAreOfAnExample) {
  for (const Command& command : AllCommands()) {
    if (command.columns.empty() || command.calls.empty()) continue;
    const MethodDescriptor* method = MethodOf(command.calls.front());
    ASSERT_NE(method, nullptr) << NameOf(command);
    const bool shown =
        std::ranges::find(command.columns, "data_origin", &Column::key) != command.columns.end();
    EXPECT_TRUE(shown || !TellsOrigin(*method)) << NameOf(command);
  }
}

}  // namespace
}  // namespace cobuild::cli
