// Loads the example through the services' public methods.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "deploy/examples/jiangxia/progress.h"
#include "deploy/examples/jiangxia/requests.h"
#include "deploy/examples/jiangxia/sender.h"
#include "services/cli/connection.h"

namespace cobuild::jiangxia {

struct LoadOptions {
  int calls_in_flight = 32;
  Sender::Options sending;
};

// What became of one kind of facts.
struct Loaded {
  std::string what;
  size_t added = 0;  // recorded by this load
  size_t there = 0;  // recorded by an earlier one
};

// How each of kCallers reaches the services. Addresses, authorities and the office's certificate
// are `office`'s; the others' certificates stand in the folder `principals` as they are called, as
// in machine/reviewer/certificate.pem and key.pem.
std::vector<cli::ConnectionSettings> SettingsOfCallers(const cli::ConnectionSettings& office,
                                                       const std::string& principals);

// In an order in which a load that was cut off is simply run again, and in which the perimeters,
// which depend on the seed, stop another seed's load before its first fact. The first failure that
// does not pass ends it.
absl::StatusOr<std::vector<Loaded>> Load(const Requests& requests, const LoadOptions& options,
                                         const std::vector<cli::ConnectionSettings>& callers,
                                         Progress& progress);

// True when the failure says that facts are there which this load did not record.
bool IsOtherData(const absl::Status& failure);

}  // namespace cobuild::jiangxia
