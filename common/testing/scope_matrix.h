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
//
// Two servers are asked: one that has the row and one that never had it. An answer is marked `same`
// when the caller learns nothing from it that the other server would not tell: no status, reason,
// name, number, count, length of a list or message of a stream.
//
// Called for real, through the whole pipeline, are
// - the first request of an RPC, by every role: by one that has the permission with every bound, by
//   one that lacks it with one bound, another each time, as no bound makes up for a permission; if
//   it is not refused then, with every bound too;
// - further requests of the RPC, by the first role that may ask, with every bound;
// - each answer about rows that differs from those before, unless it says that a permission is
//   lacking: once more, of the server without the row.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "common/rpc/method.h"
#include "common/testing/matrix_directory.h"
#include "common/testing/server.h"

namespace cobuild::test {

// A service, served twice by servers that ask the directory.
struct MatrixServers {
  MatrixDirectory& directory;
  TestServer& with_row;
  TestServer& without_row;
};

// What the servers do otherwise than the matrix in `text` says (matrix_table.h), a text each, with
// the lines as they would have to be; empty when they agree. Also
// - an RPC that is served without lines, be it in a table of the service, its feed or its trail,
// - lines without an RPC,
// - an RPC of `table`, which has the service's own, that is not served, so that nobody misses it,
// - of an RPC that looks at rows: an answer to child, sibling, district or elsewhere that is not
//   `same`, unless its line says `told`: it tells what is open to everybody;
// - an answer to whole that is `same`, so that the request is about no row, unless its line says
//   `new`: it is about one that is yet to be.
// Throws std::runtime_error when the text is no matrix or a step before the calls fails.
std::vector<std::string> CheckMatrix(const MatrixServers& servers,
                                     std::span<const rpc::Method> table, const std::string& text);

// The same of a file, which must be there.
std::vector<std::string> CheckMatrixFile(const MatrixServers& servers,
                                         std::span<const rpc::Method> table,
                                         const std::string& path);

}  // namespace cobuild::test
