// A command that is one RPC, as data: its arguments and its request follow from the contract.
#pragma once

#include <google/protobuf/descriptor.h>

#include <string>
#include <utility>
#include <vector>

#include "services/cli/command.h"
#include "services/cli/connection.h"
#include "services/cli/output/print.h"

namespace cobuild::cli {

struct RpcCommand {
  std::string noun;
  std::string verb;
  std::string description;
  Service service;
  // The file that declares the RPC; asking it keeps the linker from leaving it out.
  const google::protobuf::FileDescriptor* contract;
  std::string method;                   // "PairingService/CreatePairing"
  std::vector<std::string> positional;  // arguments that are given by their place, in order
  std::string collection;               // by which an id at NAME becomes a name: "pairings"
  // Of the rows that the response holds; empty when it is printed as one object. Rows that tell
  // their data_origin have a column of it without being asked.
  std::vector<Column> columns;
};

// A change takes --request-id and, where the service can check without changing, --dry-run; a list
// by pages takes --limit. Throws std::logic_error when the contract has no such RPC or field, which
// a test of every row holds.
Command CommandOf(RpcCommand rpc);

// Adds the rows of one noun to `rows`:
//
//   RowsOfNoun("pairing", "pairings", Service::kRegistry, v1::Pairing::descriptor()->file(), rows)
//       .Verb("end", "ends a pairing", "PairingService/EndPairing");

class RowsOfNoun {
 public:
  RowsOfNoun(std::string noun, std::string collection, Service service,
             const google::protobuf::FileDescriptor* contract, std::vector<RpcCommand>& rows)
      : row_{.noun = std::move(noun),
             .verb = {},
             .description = {},
             .service = service,
             .contract = contract,
             .method = {},
             .positional = {},
             .collection = std::move(collection),
             .columns = {}},
        rows_(rows) {}

  RowsOfNoun& Verb(const char* verb, const char* description, const char* method,
                   std::vector<std::string> positional = {"name"}) {
    RpcCommand& row = rows_.emplace_back(row_);
    row.verb = verb;
    row.description = description;
    row.method = method;
    row.positional = std::move(positional);
    return *this;
  }
  RowsOfNoun& List(const char* description, const char* method, std::vector<Column> columns) {
    Verb("list", description, method, {});
    return Rows(std::move(columns));
  }
  // The verb before prints rows under these columns.
  RowsOfNoun& Rows(std::vector<Column> columns) {
    rows_.back().columns = std::move(columns);
    return *this;
  }

 private:
  const RpcCommand row_;
  std::vector<RpcCommand>& rows_;
};

}  // namespace cobuild::cli
