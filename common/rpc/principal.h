// Who calls: a person or a machine, named by the certificate that it proved to own.
#pragma once

#include <string>
#include <vector>

namespace cobuild::rpc {

struct Principal {
  std::string name;                // "<kind>/<name>", as "service/assessment" or "machine/cli"
  std::vector<std::string> roles;  // as architecture names them, as "FINANCE_OFFICER"
};

}  // namespace cobuild::rpc
