// A database as the threads of one process use it: each thread has a session of its own, and a
// transaction is a closure.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/mysql/options.h"
#include "common/mysql/session.h"

namespace cobuild::mysql {

// Thread-safe. A thread's session closes when the thread ends, even where that is after the end of
// the Database; the destroying thread's own closes at once.
class Database {
 public:
  // Checks `options`; connects to nothing yet.
  static absl::StatusOr<std::unique_ptr<Database>> Create(Options options);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // This thread's session, opened on first use and again after an error that spoilt it. Valid
  // until the thread's next call of this database. Statements on it commit one by one.
  absl::StatusOr<Session*> Local();

  // Runs `body(Session&)`, which returns absl::Status or absl::StatusOr<T>, in a READ COMMITTED
  // transaction: committed when it returns OK, rolled back otherwise. `body` may run again, a
  // bounded number of times, when the database reports a conflict (deadlock, lock wait), so it
  // keeps nothing outside itself and returns what it found. COMMIT_UNKNOWN is never run again.
  template <typename Body>
  std::invoke_result_t<Body&, Session&> ReadWrite(Body&& body) {
    return Run(&Session::Begin, body);
  }

  // Runs `body(Session&)` over one snapshot, which it cannot change. May run again likewise.
  template <typename Body>
  std::invoke_result_t<Body&, Session&> Read(Body&& body) {
    return Run(&Session::BeginReadOnly, body);
  }

  // For shutdown: from now on no closure is run again, and waits between two runs end.
  void StopRerunning();

  const Options& options() const { return options_; }

 private:
  using Closure = std::function<absl::Status(Session&)>;

  explicit Database(Options options);

  static const absl::Status& StatusOf(const absl::Status& status) { return status; }
  template <typename T>
  static const absl::Status& StatusOf(const absl::StatusOr<T>& result) {
    return result.status();
  }

  template <typename Body>
  std::invoke_result_t<Body&, Session&> Run(absl::Status (Session::*begin)(), Body& body) {
    std::optional<std::invoke_result_t<Body&, Session&>> result;
    absl::Status status = RunTransaction(begin, [&](Session& session) {
      result.emplace(body(session));
      return StatusOf(*result);
    });
    if (!status.ok()) return status;
    return *std::move(result);
  }

  absl::Status RunTransaction(absl::Status (Session::*begin)(), const Closure& body);
  absl::StatusOr<Session*> Begin(absl::Status (Session::*begin)());
  bool Pause(std::chrono::microseconds wait);

  const int64_t id_;  // never reused, unlike an address: the key of a thread's sessions
  const Options options_;

  std::mutex mutex_;
  std::condition_variable stopped_;
  bool stop_rerunning_ = false;  // guarded by mutex_
};

}  // namespace cobuild::mysql
