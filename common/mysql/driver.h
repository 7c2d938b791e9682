// The driver as a whole: one for the process, entered by each thread, and how it is told to
// connect.
#pragma once

#include <memory>

#include "common/mysql/options.h"

namespace sql {
class Connection;
}  // namespace sql

namespace cobuild::mysql {

// Prepares the driver for this thread until the thread ends. Whatever keeps connections in a
// thread_local calls this in its constructor, so that they close before the driver is left.
void EnterDriverThread();

// Throws the driver's exceptions.
std::unique_ptr<sql::Connection> ConnectDriver(const Options& options);

}  // namespace cobuild::mysql
