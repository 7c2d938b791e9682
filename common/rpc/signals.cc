#include "common/rpc/signals.h"

#include <pthread.h>

#include <csignal>

#include "common/obs/log.h"

namespace cobuild::rpc {
namespace {

sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

}  // namespace

void BlockStopSignals() {
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

int WaitForStopSignal() {
  const sigset_t signals = StopSignals();
  int number = 0;
  while (sigwait(&signals, &number) != 0) {
  }
  return number;
}

void RunUntilSignalled(Server& server) {
  server.SetServing(true);
  obs::Log(obs::Level::kInfo, "serving", {{"port", server.port()}});
  const int number = WaitForStopSignal();
  obs::Log(obs::Level::kInfo, "draining", {{"signal", number}});
  server.Drain();
  obs::Log(obs::Level::kInfo, "stopped");
}

}  // namespace cobuild::rpc
