// A whole Cobuild of this test program's own: database, services under their supervisor, and the
// example where it is asked for.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <sys/types.h>

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "common/rpc/server.h"

namespace cobuild::scenarios {

struct Output {
  int exit_code = 0;  // 128 + the signal when one ended it
  std::string out;
  std::string err;
};

// Starts a program that writes to the files `out` and `err`; 0 when it cannot. Forking by hand
// would not do: other threads may hold locks that the child then waits for.
pid_t Start(std::vector<std::string> command, const std::vector<std::string>& environment, int out,
            int err);

// Runs a program to its end with extra environment ("NAME=value").
Output Run(const std::vector<std::string>& command, const std::vector<std::string>& environment);

// Names of what runs, as the supervisor knows them.
inline const std::vector<std::string> kServices = {"registry", "finance", "assessment", "projects",
                                                   "reconciliation"};

// A channel with whatever of the files is there (no certificate: an anonymous client), and without
// a limit on what it sends: for tests of what servers refuse. Certificates of this stack are made
// out to "localhost".
std::shared_ptr<grpc::Channel> ChannelWith(const std::string& address, const rpc::TlsFiles& tls);

// Of a call that may take so long.
std::unique_ptr<grpc::ClientContext> Context(std::chrono::seconds limit = std::chrono::seconds(30));

// The last position of the service that a channel leads to; -1 when it does not answer.
int64_t HeadOf(const std::shared_ptr<grpc::Channel>& channel);

// Whether the scenarios are run in their long form: `tests/run --long`.
bool IsLong();

class Stack {
 public:
  // The program's one stack: started empty by the first call, taken down at exit. Aborts the
  // program with the stack's own words when it does not start.
  static Stack& Shared();
  // The same for a program that starts from the example of seed 1: a copy of what example_test has
  // kept, or loaded by the first call when the program was started by hand.
  static Stack& WithExample();

  // Starts with the data of `kept`, or empty when that is "".
  explicit Stack(int port_base, const std::string& kept = "");
  ~Stack();
  Stack(const Stack&) = delete;
  Stack& operator=(const Stack&) = delete;

  // Loads the example, unless a load of it has ended before; its output's exit code is the
  // loader's.
  Output Load(int seed);
  // The same whether or not one has.
  Output LoadAgain(int seed);
  // Takes everything down, data included, and starts afresh, empty.
  void Reset();
  // Stops, and leaves its data in a folder that stacks can start with.
  void Keep(const std::string& folder);

  Output Cli(const std::vector<std::string>& arguments);
  // What the command prints as JSON; fails the test and gives null when it does not exit with 0.
  nlohmann::json Json(const std::vector<std::string>& arguments);

  int Port(const std::string& service) const;
  rpc::TlsFiles Credentials(const std::string& principal) const;
  std::shared_ptr<grpc::Channel> Channel(const std::string& service,
                                         const std::string& principal = "machine/cli") const;

  // Last position of a service; -1 while it does not answer.
  int64_t Head(const std::string& service) const;

  // The running process of a service or of "database"; 0 while there is none.
  pid_t Pid(const std::string& service) const;
  // SIGKILL, then waits until another process answers in its place.
  void KillAndAwaitReturn(const std::string& service);
  void Kill(const std::string& service) const;
  // True when every service answers a read before the deadline.
  bool AwaitHealthy();

  const std::vector<std::string>& environment() const { return environment_; }
  const std::string& home() const { return home_; }

 private:
  void Start();

  int port_base_;
  std::string home_;
  std::vector<std::string> environment_;
};

}  // namespace cobuild::scenarios
