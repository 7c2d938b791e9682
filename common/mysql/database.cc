#include "common/mysql/database.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <random>

#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "common/mysql/driver.h"
#include "common/mysql/errors.h"

namespace cobuild::mysql {
namespace {

constexpr int kMaxRuns = 8;  // of one closure
constexpr std::chrono::milliseconds kFirstWait(4);
constexpr std::chrono::milliseconds kLongestWait(200);

std::atomic<int64_t> last_id = 0;

// The sessions of one thread, by database.
struct ThreadSessions {
  ThreadSessions() { EnterDriverThread(); }
  std::map<int64_t, std::unique_ptr<Session>> by_database;
};

std::map<int64_t, std::unique_ptr<Session>>& SessionsOfThisThread() {
  static thread_local ThreadSessions sessions;
  return sessions.by_database;
}

// Between half and all of an exponentially growing wait, so that rivals do not meet again.
std::chrono::microseconds WaitAfterRun(int run) {
  static thread_local std::minstd_rand random{std::random_device{}()};
  const std::chrono::microseconds whole = std::min(kFirstWait * (1 << (run - 1)), kLongestWait);
  return std::chrono::microseconds(
      std::uniform_int_distribution<int64_t>(whole.count() / 2, whole.count())(random));
}

// The body's status; an exception, such as WrongRead, becomes one too.
absl::Status RunBody(const std::function<absl::Status(Session&)>& body, Session& session) {
  try {
    return body(session);
  } catch (const std::exception& exception) {
    return Translate({0, "", exception.what()});
  } catch (...) {
    return Translate({0, "", "an exception of unknown type"});
  }
}

absl::Status RunOnce(const std::function<absl::Status(Session&)>& body, Session& session) {
  absl::Status status = RunBody(body, session);
  if (status.ok()) status = session.Commit();
  if (status.ok()) return status;
  // Where this fails the session is spoilt, and the server rolls back as it closes.
  session.Rollback().IgnoreError();
  return status;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Database>> Database::Create(Options options) {
  COBUILD_RETURN_IF_ERROR(Validate(options));
  return std::unique_ptr<Database>(new Database(std::move(options)));
}

Database::Database(Options options) : id_(++last_id), options_(std::move(options)) {}

Database::~Database() { SessionsOfThisThread().erase(id_); }

absl::StatusOr<Session*> Database::Local() {
  std::unique_ptr<Session>& session = SessionsOfThisThread()[id_];
  if (session != nullptr && session->usable()) return session.get();
  session.reset();
  COBUILD_ASSIGN_OR_RETURN(session, Session::Open(options_));
  return session.get();
}

// The server closes sessions that were idle for long, or were there before it restarted. BEGIN
// finds out, and nothing is lost by beginning on a new one.
absl::StatusOr<Session*> Database::Begin(absl::Status (Session::*begin)()) {
  COBUILD_ASSIGN_OR_RETURN(Session * session, Local());
  absl::Status begun = (session->*begin)();
  if (!begun.ok() && !session->usable()) {
    COBUILD_ASSIGN_OR_RETURN(session, Local());
    begun = (session->*begin)();
  }
  if (!begun.ok()) return begun;
  return session;
}

absl::Status Database::RunTransaction(absl::Status (Session::*begin)(), const Closure& body) {
  const auto last_start = std::chrono::steady_clock::now() +
                          std::chrono::milliseconds(options_.transaction_time_limit_ms);
  for (int run = 1;; ++run) {
    COBUILD_ASSIGN_OR_RETURN(Session * session, Begin(begin));
    absl::Status status = RunOnce(body, *session);
    if (error::ReasonOf(status) != kTransactionConflict || run == kMaxRuns) return status;
    const auto wait = WaitAfterRun(run);
    if (std::chrono::steady_clock::now() + wait > last_start || !Pause(wait)) return status;
  }
}

// False when the database stops rerunning.
bool Database::Pause(std::chrono::microseconds wait) {
  std::unique_lock lock(mutex_);
  return !stopped_.wait_for(lock, wait, [this] { return stop_rerunning_; });
}

void Database::StopRerunning() {
  const std::lock_guard lock(mutex_);
  stop_rerunning_ = true;
  stopped_.notify_all();
}

}  // namespace cobuild::mysql
