// How a server's main waits for its end. Handlers of signals may do next to nothing, so main waits
// for the signal instead.
#pragma once

#include "common/rpc/server.h"

namespace cobuild::rpc {

// SIGINT and SIGTERM wait for WaitForStopSignal from now on, and a broken pipe is an error and no
// signal. Call first in main: threads inherit it.
void BlockStopSignals();

// Returns the signal's number.
int WaitForStopSignal();

// SetServing(true), wait for SIGINT or SIGTERM, Drain.
void RunUntilSignalled(Server& server);

}  // namespace cobuild::rpc
