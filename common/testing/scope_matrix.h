// Every RPC of a service, called by every role with every bound, held against a table
// (services/adr/0005-scope.md, "The matrix").
//
// What is asked is about one row, in village 420115002201 and of organizations/water. The bound of
// the caller's one grant is
//   whole         the whole tree
//   own           the row's village
//   parent        the township above it
//   child         a division below the village: holds part of where the row is, and so not the row
//   sibling       another village of the township
//   district      another district
//   organization  the row's organization
//   elsewhere     another organization
// The first request of an RPC is asked by every role, further ones by the first role that may ask.
// Two servers are asked: one that has the row and one that never had it. An answer is marked `same`
// when the caller learns nothing from it that the other server would not tell: no status, reason,
// name, number, count, length of a list or message of a stream.
#pragma once

#include <grpcpp/channel.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "common/rpc/method.h"
#include "common/testing/matrix_directory.h"

namespace cobuild::test {

// A channel whose calls come from the principal.
using MatrixChannelAs = std::function<std::shared_ptr<grpc::Channel>(const std::string& principal)>;

// A service, served twice by servers that ask the directory.
struct MatrixServers {
  MatrixDirectory& directory;
  MatrixChannelAs with_row;
  MatrixChannelAs without_row;
};

// What the servers do otherwise than the table in the file `path` says (matrix_table.h), a text
// each, with the lines as they would have to be; empty when they agree. Also
// - an RPC of `methods` without lines, and lines without an RPC,
// - of an RPC that looks at rows: an answer to child, sibling, district or elsewhere that is not
//   `same`, unless its line says `told`: it tells what is open to everybody;
// - an answer to whole that is `same`, so that the request is about no row, unless its line says
//   `new`: it is about one that is yet to be.
// Throws std::runtime_error when the table cannot be read or a step before the calls fails.
std::vector<std::string> CheckScopeMatrix(const MatrixServers& servers,
                                          const std::vector<rpc::Method>& methods,
                                          const std::string& path);

}  // namespace cobuild::test
