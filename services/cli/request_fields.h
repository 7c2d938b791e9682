// The fields of a request as words of the command line: what follows from the contract needs no
// code of its own.
//
//   string           --display-name TEXT; for a reference, as `village`, an id or a full name
//   enum             --kind by name
//   Date             --start-date 2010-01-01
//   Money            --amount 49000.00
//   KnownAt          --known-at
//   number, bool     --floor-area 120, --in-use
//   repeated         the same, several times
//   other messages   --member '{"age": 34}', as protobuf's JSON
//
// The fields of a message in the request itself, which is the resource, stand beside the request's
// own, without what only the service sets; so do those of a grant's scope beside the grant.
#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "services/cli/arguments.h"
#include "services/cli/command.h"

namespace cobuild::cli {

struct RequestField {
  std::vector<const google::protobuf::FieldDescriptor*> path;  // from the request
  std::string argument;                                        // "start-date"

  const google::protobuf::FieldDescriptor& leaf() const { return *path.back(); }
};

// The fields that people give, in the order of the contract. request_id, validate_only and those of
// pages are not among them.
std::vector<RequestField> FieldsOf(const google::protobuf::Descriptor& request);

// One argument for each.
std::vector<Argument> ArgumentsOf(const std::vector<RequestField>& fields);

// Words that give a field a value which it may have, as {"--start-date", "2011-12-31"}; none for
// one that is given as JSON.
std::vector<std::string> ExampleOf(const RequestField& field);

// Puts what was given into `request`. What is wrong is kept by `arguments`.
void FillRequest(const std::vector<RequestField>& fields, Arguments& arguments,
                 google::protobuf::Message& request);

}  // namespace cobuild::cli
