// Editions of divisions as CSV files, and their import.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/division.pb.h"
#include "services/cli/import_file.h"

namespace cobuild::cli {

// Rows under a header that names, in any order, code, name, level, parent_code and optionally
// urban_rural_class and aliases (joined by |). What the cells hold beyond that is the service's to
// judge. Errors are ParseImport's.
absl::StatusOr<Imported<registry::v1::ImportRow>> ParseDivisions(std::string_view bytes,
                                                                 Encoding encoding,
                                                                 CellProblems& problems);

// Sends the rows in messages of 1,000, and tells `progress` how many are sent.
absl::StatusOr<registry::v1::ImportDivisionsResponse> SendDivisions(
    const std::shared_ptr<grpc::Channel>& channel, grpc::ClientContext& context,
    const registry::v1::ImportHeader& header, const std::vector<registry::v1::ImportRow>& rows,
    const std::function<void(size_t sent)>& progress = [](size_t) {});

}  // namespace cobuild::cli
