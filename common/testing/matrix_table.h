// The text of a scope matrix: what is recorded beforehand, what is asked, and what is expected.
//
//   set readers MUNICIPAL_VIEWER AUDITOR        a name for these roles, in `by` below
//   both CampaignService/CreateCampaign         a call before all others, made of both servers
//   row as person/maker PairingService/...      one that the server without the row is not told;
//                                               "person/setup" calls unless `as` says who
//   > pairing_id: 'p' pairing {                 its request, in the text format; a client stream
//   has
//     village: 'villages/420115002201' }        several. Lines that are indented go on
//   let break breaks.name                       from then on $break is what its response has there,
//                                               of a list in its first element
//   rpc PairingService/GetPairing rows          what is asked by every role with every bound
//   > name: 'pairings/p'
//   by readers                                  roles that find the same; who is named nowhere is
//     OK: whole own parent organization         refused for want of the permission
//     same NOT_FOUND PAIRING_NOT_FOUND: child sibling district elsewhere
//
// `rows` is the RPC's scope in the method table; words after it loosen what is held of it
// (scope_matrix.h). Lines that begin with # say why.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace cobuild::test {

struct MatrixStep {
  int line = 0;
  bool both = false;
  std::string principal;
  std::string rpc;                                        // "PairingService/GetPairing"
  std::vector<std::string> requests;                      // texts
  std::vector<std::pair<std::string, std::string>> kept;  // a name, and a path in the response
};

struct MatrixStanza {
  int line = 0;
  std::string rpc;
  bool is_new = false;
  bool is_told = false;
  std::vector<std::string> requests;
  std::string expected;  // its lines without the requests, as MatrixText writes them
};

struct MatrixTable {
  std::vector<std::pair<std::string, std::string>> sets;  // a name, and "ROLE ROLE"
  std::vector<MatrixStep> steps;
  std::vector<MatrixStanza> stanzas;
};

// Throws std::runtime_error with the line for text that is not as above.
MatrixTable ParseMatrix(const std::string& text);

}  // namespace cobuild::test
