#include "common/mysql/connection.h"

#include <cppconn/connection.h>
#include <cppconn/datatype.h>
#include <cppconn/exception.h>
#include <cppconn/parameter_metadata.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/resultset_metadata.h>
#include <cppconn/statement.h>

#include <exception>
#include <utility>

#include "common/base/status_macros.h"
#include "common/mysql/driver.h"
#include "common/mysql/read_rows.h"
#include "fmt/format.h"

namespace cobuild::mysql {
namespace {

constexpr size_t kMaxPrepared = 256;   // statements of one session
constexpr int64_t kFramingBytes = 16;  // at most, of one param in a packet

constexpr char kSetNames[] = "SET NAMES utf8mb4 COLLATE utf8mb4_bin";
constexpr char kFacts[] = "SELECT VERSION(), CONNECTION_ID(), @@max_allowed_packet";

sql::SQLString ToDriver(std::string_view text) { return {text.data(), text.size()}; }

DriverError ErrorOf(const std::exception& exception) {
  if (const auto* driver = dynamic_cast<const sql::SQLException*>(&exception)) {
    return {driver->getErrorCode(), driver->getSQLState(), driver->what()};
  }
  return {0, "", exception.what()};
}

absl::Status OurMistake(std::string text) { return Translate({0, "", std::move(text)}); }

std::string SetVariables(const Options& options, bool is_mariadb) {
  const std::string time_limit =
      is_mariadb
          ? fmt::format("max_statement_time = {}.{:03}", options.statement_time_limit_ms / 1'000,
                        options.statement_time_limit_ms % 1'000)
          : fmt::format("max_execution_time = {}", options.statement_time_limit_ms);
  return fmt::format(
      "SET SESSION time_zone = '+00:00', "
      "sql_mode = 'STRICT_ALL_TABLES,STRICT_TRANS_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,"
      "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY', "
      "innodb_lock_wait_timeout = {}, {}",
      options.lock_wait_timeout_s, time_limit);
}

// Roughly what the params take in a packet.
int64_t BytesOf(const Params& params) {
  int64_t bytes = 0;
  for (const Param& param : params) {
    const auto* text = std::get_if<std::string>(&param.value());
    bytes += text != nullptr ? static_cast<int64_t>(text->size()) + kFramingBytes : kFramingBytes;
  }
  return bytes;
}

void BindOne(sql::PreparedStatement& statement, unsigned index, const Value& value) {
  if (const auto* number = std::get_if<int64_t>(&value)) {
    statement.setInt64(index, *number);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    statement.setString(index, *text);  // bytes too: a blob stream stores NULL when run again
  } else {
    statement.setNull(index, sql::DataType::SQLNULL);
  }
}

}  // namespace

struct Connection::Prepared {
  std::string sql;
  std::unique_ptr<sql::PreparedStatement> statement;
  size_t params = 0;
  bool returns_rows = false;
};

Connection::Connection() = default;
Connection::~Connection() = default;

// Runs `body`, which calls the driver, and gives its result or the status of what it threw.
template <typename Body>
auto Connection::Guarded(Body body, Translator translate) -> decltype(body()) {
  try {
    return body();
  } catch (const std::exception& exception) {
    const DriverError error = ErrorOf(exception);
    if (EndsSession(error.code)) usable_ = false;
    return translate(error);
  }
}

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(const Options& options) {
  COBUILD_RETURN_IF_ERROR(Validate(options));
  std::unique_ptr<Connection> connection(new Connection());
  COBUILD_RETURN_IF_ERROR(connection->Connect(options));
  return connection;
}

absl::Status Connection::Connect(const Options& options) {
  return Guarded([&]() -> absl::Status {
    connection_ = ConnectDriver(options);
    text_.reset(connection_->createStatement());
    text_->execute(kSetNames);
    const std::unique_ptr<sql::ResultSet> result(text_->executeQuery(kFacts));
    const Row facts = ReadRows(*result).at(0);
    id_ = facts.Int64(1);
    max_packet_bytes_ = facts.Int64(2);
    const bool is_mariadb = facts.Text(0).find("MariaDB") != std::string::npos;
    text_->execute(SetVariables(options, is_mariadb));
    return absl::OkStatus();
  });
}

Connection::Prepared& Connection::Prepare(std::string_view sql) {
  if (const auto found = prepared_by_sql_.find(sql); found != prepared_by_sql_.end()) {
    prepared_.splice(prepared_.begin(), prepared_, found->second);
    return prepared_.front();
  }
  Prepared prepared{std::string(sql), nullptr, 0, false};
  prepared.statement.reset(connection_->prepareStatement(ToDriver(sql)));
  prepared.params =
      static_cast<size_t>(prepared.statement->getParameterMetaData()->getParameterCount());
  prepared.returns_rows = prepared.statement->getMetaData()->getColumnCount() > 0;
  if (prepared_.size() == kMaxPrepared) {
    prepared_by_sql_.erase(prepared_.back().sql);
    prepared_.pop_back();  // deleting frees it on the server; the driver's close() would not
  }
  prepared_.push_front(std::move(prepared));
  prepared_by_sql_.emplace(prepared_.front().sql, prepared_.begin());
  return prepared_.front();
}

// The statement with all its params set. The driver would run it with those of the last time where
// some are missing.
absl::StatusOr<Connection::Prepared*> Connection::Bind(std::string_view sql, const Params& params,
                                                       bool returns_rows) {
  Prepared& prepared = Prepare(sql);
  if (prepared.returns_rows != returns_rows) {
    return OurMistake(fmt::format("{} rows: {}", returns_rows ? "gives no" : "gives", sql));
  }
  if (prepared.params != params.size()) {
    return OurMistake(
        fmt::format("takes {} params, was given {}: {}", prepared.params, params.size(), sql));
  }
  if (const int64_t bytes = BytesOf(params); bytes >= max_packet_bytes_) {
    return Translate({kPacketTooLarge, "", fmt::format("{} bytes: {}", bytes, sql)});
  }
  for (size_t i = 0; i < params.size(); ++i) {
    BindOne(*prepared.statement, static_cast<unsigned>(i + 1), params[i].value());
  }
  return &prepared;
}

absl::StatusOr<Rows> Connection::Query(std::string_view sql, const Params& params) {
  return Guarded([&]() -> absl::StatusOr<Rows> {
    COBUILD_ASSIGN_OR_RETURN(Prepared * prepared, Bind(sql, params, true));
    const std::unique_ptr<sql::ResultSet> result(prepared->statement->executeQuery());
    return ReadRows(*result);
  });
}

absl::StatusOr<int64_t> Connection::Execute(std::string_view sql, const Params& params) {
  return Guarded([&]() -> absl::StatusOr<int64_t> {
    COBUILD_ASSIGN_OR_RETURN(Prepared * prepared, Bind(sql, params, false));
    return prepared->statement->executeUpdate();
  });
}

absl::StatusOr<int64_t> Connection::ExecuteText(std::string_view sql, Translator translate) {
  return Guarded(
      [&]() -> absl::StatusOr<int64_t> {
        if (text_->execute(ToDriver(sql))) {
          // Rows that nobody fetches would put the connection out of step.
          const std::unique_ptr<sql::ResultSet> drained(text_->getResultSet());
          return OurMistake(fmt::format("gives rows: {}", sql));
        }
        return static_cast<int64_t>(text_->getUpdateCount());
      },
      translate);
}

}  // namespace cobuild::mysql
