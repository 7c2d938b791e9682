// Lists that come page by page.
#pragma once

#include <google/protobuf/repeated_field.h>

#include <algorithm>
#include <vector>

#include "services/cli/session.h"

namespace cobuild::cli {

inline constexpr int kMaxPageSize = 1000;

// Calls `use(row)` for each row of every page, up to `limit` rows. True when there are more.
template <class Stub, class Request, class Response, class Row, class Use>
absl::StatusOr<bool> ForEachRow(
    Session& session, Service service,
    grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), Request request,
    const google::protobuf::RepeatedPtrField<Row>& (Response::*rows)() const, int64_t limit,
    Use use) {
  int64_t left = limit;
  do {
    request.set_page_size(static_cast<int>(std::min<int64_t>(left, kMaxPageSize)));
    COBUILD_ASSIGN_OR_RETURN(const Response page, session.Call(service, method, request));
    for (const Row& row : (page.*rows)()) use(row);
    left -= (page.*rows)().size();
    request.set_page_token(page.next_page_token());
    if (!request.page_token().empty()) {
      session.ShowProgress("rows", static_cast<size_t>(limit - left), 0);
    }
  } while (left > 0 && !request.page_token().empty());
  return !request.page_token().empty();
}

// Prints the rows of a list, --limit at most, and notes when there are more. Checks the arguments.
template <class Stub, class Request, class Response, class Row>
absl::Status ListRows(Session& session, Arguments& arguments, Service service,
                      grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                      const Request& request,
                      const google::protobuf::RepeatedPtrField<Row>& (Response::*rows)() const) {
  const int64_t limit = arguments.Integer("limit", 1, 100'000, 1000);
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  std::vector<Json> found;
  COBUILD_ASSIGN_OR_RETURN(const bool more,
                           ForEachRow(session, service, method, request, rows, limit,
                                      [&found](const Row& row) { found.push_back(ToJson(row)); }));
  session.Print(found);
  if (more) session.notes() << "there are more than " << limit << ": raise --limit\n";
  return absl::OkStatus();
}

}  // namespace cobuild::cli
