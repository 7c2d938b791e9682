// Included by what starts gRPC in a test program: its threads live to the program's end, and with
// them what libcrypto keeps for each thread that saw a handshake fail.
#pragma once

// The names are the sanitizer's, which looks for the function in the program.
// NOLINTNEXTLINE
extern "C" [[gnu::used]] inline const char* __lsan_default_suppressions() {
  return "leak:libcrypto.so\n";
}
