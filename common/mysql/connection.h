// The driver's edge: everything that can throw is called in connection.cc and nowhere else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/mysql/errors.h"
#include "common/mysql/options.h"
#include "common/mysql/value.h"

namespace sql {
class Connection;
class PreparedStatement;
class Statement;
}  // namespace sql

namespace cobuild::mysql {

// A connection to the server and the statements prepared on it.
class Connection {
 public:
  using Translator = absl::Status (*)(const DriverError&);

  static absl::StatusOr<std::unique_ptr<Connection>> Open(const Options& options);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // As Session has them.
  absl::StatusOr<Rows> Query(std::string_view sql, const Params& params);
  absl::StatusOr<int64_t> Execute(std::string_view sql, const Params& params);
  absl::StatusOr<int64_t> ExecuteText(std::string_view sql, Translator translate = Translate);

  // False after an error that leaves the connection in doubt, or after Spoil.
  bool usable() const { return usable_; }
  void Spoil() { usable_ = false; }
  int64_t id() const { return id_; }
  int64_t max_packet_bytes() const { return max_packet_bytes_; }

 private:
  struct Prepared;

  Connection();

  template <typename Body>
  auto Guarded(Body body, Translator translate = Translate) -> decltype(body());
  absl::Status Connect(const Options& options);
  Prepared& Prepare(std::string_view sql);
  absl::StatusOr<Prepared*> Bind(std::string_view sql, const Params& params, bool returns_rows);

  std::unique_ptr<sql::Connection> connection_;
  std::unique_ptr<sql::Statement> text_;  // for statements that are not prepared
  // Most recently used first.
  std::list<Prepared> prepared_;
  std::map<std::string_view, std::list<Prepared>::iterator> prepared_by_sql_;
  bool usable_ = true;
  int64_t id_ = 0;
  int64_t max_packet_bytes_ = 0;
};

}  // namespace cobuild::mysql
