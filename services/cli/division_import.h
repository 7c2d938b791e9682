// Editions of divisions as CSV files, and their import.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <memory>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/division.pb.h"

namespace cobuild::cli {

// Rows under a header that names, in any order, code, name, level, parent_code and optionally
// urban_rural_class and aliases (joined by |). A usage error with the line for a column or level
// that is unknown, a column that is missing, or a line with another number of cells. What the cells
// hold beyond that is the service's to judge.
absl::StatusOr<std::vector<registry::v1::ImportRow>> ParseDivisions(std::string_view csv);

// Sends the rows in messages of 1,000.
absl::StatusOr<registry::v1::ImportDivisionsResponse> SendDivisions(
    const std::shared_ptr<grpc::Channel>& channel, grpc::ClientContext& context,
    const registry::v1::ImportHeader& header, const std::vector<registry::v1::ImportRow>& rows);

}  // namespace cobuild::cli
