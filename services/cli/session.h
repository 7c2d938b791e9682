// What a running command has at hand: the services, the form of its answer, and where it goes.
#pragma once

#include <grpcpp/client_context.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/status_macros.h"
#include "common/rpc/status.h"
#include "services/cli/arguments.h"
#include "services/cli/connection.h"
#include "services/cli/output/print.h"
#include "services/cli/output/xlsx.h"

namespace cobuild::cli {

class Session {
 public:
  struct Options {
    Format format = Format::kTable;
    std::optional<std::chrono::seconds> timeout;  // as given; of every call
    std::vector<Column> columns = {};             // of the command
    Language language = Language::kEnglish;       // of titles
    std::string output = {};                      // the file of a workbook
    bool shows_progress = false;
    bool rewrites_progress = false;  // in place, as a terminal can
  };

  // `out` takes the answer, `notes` what a person should know beside it; both outlive the session.
  Session(Options options, Connections& connections, std::ostream& out, std::ostream& notes)
      : options_(std::move(options)), connections_(connections), out_(out), notes_(notes) {}

  Format format() const { return options_.format; }
  Language language() const { return options_.language; }
  std::optional<std::chrono::seconds> given_timeout() const { return options_.timeout; }
  std::ostream& out();
  std::ostream& notes();
  Connections& connections() { return connections_; }

  // With the deadline of a call.
  std::unique_ptr<grpc::ClientContext> Context() const;
  std::unique_ptr<grpc::ClientContext> Context(std::chrono::seconds timeout) const;

  // The one given, or a new one. It is told when the outcome stays unknown, so that the user can
  // repeat with it.
  std::string RequestId(const Arguments& arguments);
  // Notes the request id of a change whose outcome is not known.
  void ExplainUnknownOutcome(const absl::Status& status);

  // One unary call, as Call(Service::kRegistry, &DivisionService::Stub::GetDivision, request).
  template <class Stub, class Request, class Response>
  absl::StatusOr<Response> Call(Service service,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request);

  // The same for an RPC that is known by name, as "cobuild.registry.v1.PairingService/EndPairing".
  absl::Status CallNamed(Service service, const std::string& method,
                         const google::protobuf::Message& request,
                         google::protobuf::Message& response);

  // The same once the arguments are found right, and prints the response.
  template <class Stub, class Request, class Response>
  absl::Status CallAndPrint(const Arguments& arguments, Service service,
                            grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                         Response*),
                            const Request& request) {
    COBUILD_RETURN_IF_ERROR(arguments.Check());
    COBUILD_ASSIGN_OR_RETURN(const Response response, Call(service, method, request));
    Print(response);
    return absl::OkStatus();
  }

  // Under the columns of the command.
  void Print(const std::vector<Json>& rows);
  void Print(const google::protobuf::Message& message) {
    PrintOne(out(), options_.format, ToJson(message));
  }

  // How far a long command is, among the notes; `total` is 0 when nobody knows it. What is printed
  // next takes its place on a terminal.
  void ShowProgress(std::string_view what, size_t done, size_t total);
  std::function<void(size_t done)> ProgressOf(std::string what, size_t total);
  void EndProgress();

  // Of --format xlsx; written when the command is done.
  void Keep(Sheet sheet) { sheet_ = std::move(sheet); }
  // Writes what was kept, if anything was, under `name`. A usage error when that fails.
  absl::Status WriteKept(const std::string& name);

 private:
  Options options_;
  Connections& connections_;
  std::ostream& out_;
  std::ostream& notes_;
  std::string request_id_;
  std::optional<Sheet> sheet_;
  bool progress_is_shown_ = false;
};

template <class Stub, class Request, class Response>
absl::StatusOr<Response> Session::Call(Service service,
                                       grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                                    const Request&, Response*),
                                       const Request& request) {
  COBUILD_ASSIGN_OR_RETURN(const auto channel, connections_.To(service));
  Stub stub(channel);
  const auto context = Context();
  Response response;
  COBUILD_RETURN_IF_ERROR(rpc::FromGrpc((stub.*method)(context.get(), request, &response)));
  return response;
}

}  // namespace cobuild::cli
