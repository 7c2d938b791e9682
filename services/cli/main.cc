#include <iostream>
#include <string>
#include <vector>

#include "services/cli/environment.h"
#include "services/cli/program.h"

int main(int argc, char** argv) {
  return cobuild::cli::RunProgram(std::vector<std::string>(argv + 1, argv + argc),
                                  cobuild::cli::EnvironmentOfProcess(), std::cout, std::cerr);
}
