// A command of the program, as data. Each noun has a file in commands/ that lists its own;
// command_line.cc alone knows the library that parses.
#pragma once

#include <google/protobuf/descriptor.h>

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/cli/output/print.h"

namespace cobuild::cli {

class Arguments;
class Session;

struct Argument {
  enum class Kind { kPositional, kRest, kOption, kFlag, kList };
  Kind kind;
  std::string name;  // "VILLAGE" of a positional, "as-of" of --as-of
  std::string description;
  bool required = false;
  std::vector<std::string> values = {};  // that it may have, for shells; empty: any
};

// Given by its place, always required.
Argument Positional(std::string name, std::string description);
// All words that are left; there may be none.
Argument Rest(std::string name, std::string description);
Argument Required(std::string name, std::string description);
Argument Optional(std::string name, std::string description);
// May be given several times.
Argument List(std::string name, std::string description);
Argument Flag(std::string name, std::string description);
// With the values that it may have; those of an enum of the contract.
Argument OneOf(std::vector<std::string> values, Argument argument);
Argument OneOf(const google::protobuf::EnumDescriptor* type, Argument argument);

struct Command {
  std::string noun;
  std::string verb;  // empty: the noun alone is the command
  std::string description;
  std::vector<Argument> arguments;
  std::function<absl::Status(Arguments&, Session&)> run;
  // RPCs that it may ask, as "cobuild.registry.v1.VillageService/GetVillage". completeness_test
  // holds that every RPC of the contract is asked by a command.
  std::vector<std::string> calls = {};
  // Of the rows that it prints; empty when its answer is one object.
  std::vector<Column> columns = {};
  // What one may type, as help shows it: "division get 420115010201". A test types them all.
  std::string example = {};
};

// Arguments that many commands share.
std::vector<Argument> With(std::vector<Argument> own, const std::vector<Argument>& shared);
std::vector<Argument> AsOfAndKnownAt();      // --as-of --known-at
std::vector<Argument> KnownAtOnly();         // --known-at
std::vector<Argument> DataOrigin();          // --data-origin
std::vector<Argument> DryRun();              // --dry-run
std::vector<Argument> RequestId();           // --request-id
std::vector<Argument> DryRunAndRequestId();  // --dry-run --request-id
std::vector<Argument> Limit();               // --limit
std::vector<Argument> EncodingOption();      // --encoding, of files that are read

}  // namespace cobuild::cli
