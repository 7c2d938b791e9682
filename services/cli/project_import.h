// Projects as CSV files, and their import.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "cobuild/projects/v1/project.pb.h"
#include "services/cli/import_file.h"

namespace cobuild::cli {

// Rows under a header that names, in any order, the columns
//
//   id display_name category model sponsor campaign planned_start_date planned_end_date strategy
//   data_origin                     values as in the contract; sponsor and campaign by id or name
//   villages                        code:basis points, joined by |, the lead village first
//   budget                          source:yuan, joined by |
//   declared_funds                  kind:source:yuan, joined by |
//
// of which model, campaign, strategy and declared_funds may be missing. What the values mean is the
// service's to judge. Errors are ParseImport's.
absl::StatusOr<Imported<projects::v1::ImportProjectRow>> ParseProjects(std::string_view bytes,
                                                                       Encoding encoding,
                                                                       CellProblems& problems);

// Sends the rows in messages of 1,000, and tells `progress` how many are sent.
absl::StatusOr<projects::v1::ProjectImport> SendProjects(
    const std::shared_ptr<grpc::Channel>& channel, grpc::ClientContext& context,
    const projects::v1::ImportProjectsHeader& header,
    const std::vector<projects::v1::ImportProjectRow>& rows,
    const std::function<void(size_t sent)>& progress = [](size_t) {});

}  // namespace cobuild::cli
