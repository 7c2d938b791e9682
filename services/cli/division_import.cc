#include "services/cli/division_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "cobuild/registry/v1/division.grpc.pb.h"
#include "common/base/status_macros.h"
#include "common/rpc/status.h"
#include "services/cli/csv.h"
#include "services/cli/failure.h"

namespace cobuild::cli {
namespace {

namespace v1 = registry::v1;

constexpr size_t kRowsPerMessage = 1000;
constexpr std::array<std::string_view, 4> kRequiredColumns = {"code", "name", "level",
                                                              "parent_code"};
constexpr std::array<std::string_view, 2> kOptionalColumns = {"urban_rural_class", "aliases"};

bool Contains(const auto& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

absl::Status CheckHeader(const std::vector<std::string>& columns) {
  for (const std::string& column : columns) {
    if (!Contains(kRequiredColumns, column) && !Contains(kOptionalColumns, column)) {
      return UsageError(fmt::format("line 1: unknown column \"{}\"", column));
    }
  }
  for (const std::string_view column : kRequiredColumns) {
    if (!Contains(columns, column)) {
      return UsageError(fmt::format("line 1: the column \"{}\" is missing", column));
    }
  }
  return absl::OkStatus();
}

void AddAliases(std::string_view joined, v1::ImportRow& row) {
  while (!joined.empty()) {
    const size_t end = std::min(joined.find('|'), joined.size());
    row.add_aliases(std::string(joined.substr(0, end)));
    joined.remove_prefix(std::min(end + 1, joined.size()));
  }
}

absl::StatusOr<v1::ImportRow> ParseRow(const std::vector<std::string>& columns,
                                       const CsvLine& line) {
  if (line.cells.size() != columns.size()) {
    return UsageError(fmt::format("line {}: {} cells under {} columns", line.number,
                                  line.cells.size(), columns.size()));
  }
  v1::ImportRow row;
  row.set_line(line.number);
  for (size_t i = 0; i < columns.size(); ++i) {
    const std::string& cell = line.cells[i];
    if (columns[i] == "code") row.set_code(cell);
    if (columns[i] == "name") row.set_display_name(cell);
    if (columns[i] == "parent_code") row.set_parent_code(cell);
    if (columns[i] == "urban_rural_class") row.set_urban_rural_class(cell);
    if (columns[i] == "aliases") AddAliases(cell, row);
    if (columns[i] == "level") {
      v1::DivisionLevel level = v1::DIVISION_LEVEL_UNSPECIFIED;
      if (!v1::DivisionLevel_Parse(cell, &level)) {
        return UsageError(fmt::format("line {}: unknown level \"{}\"", line.number, cell));
      }
      row.set_level(level);
    }
  }
  return row;
}

v1::ImportDivisionsRequest RowsFrom(const std::vector<v1::ImportRow>& rows, size_t first) {
  v1::ImportDivisionsRequest message;
  const size_t end = std::min(first + kRowsPerMessage, rows.size());
  for (size_t i = first; i < end; ++i) *message.mutable_rows()->add_rows() = rows[i];
  return message;
}

}  // namespace

absl::StatusOr<std::vector<v1::ImportRow>> ParseDivisions(std::string_view csv) {
  const auto lines = ParseCsv(csv);
  if (!lines.ok()) return UsageError(std::string(lines.status().message()));
  if (lines->empty()) return UsageError("the file is empty");
  const std::vector<std::string>& columns = lines->front().cells;
  COBUILD_RETURN_IF_ERROR(CheckHeader(columns));
  std::vector<v1::ImportRow> rows;
  for (size_t i = 1; i < lines->size(); ++i) {
    COBUILD_ASSIGN_OR_RETURN(rows.emplace_back(), ParseRow(columns, (*lines)[i]));
  }
  return rows;
}

absl::StatusOr<v1::ImportDivisionsResponse> SendDivisions(
    const std::shared_ptr<grpc::Channel>& channel, grpc::ClientContext& context,
    const v1::ImportHeader& header, const std::vector<v1::ImportRow>& rows) {
  v1::DivisionService::Stub stub(channel);
  v1::ImportDivisionsResponse response;
  const auto writer = stub.ImportDivisions(&context, &response);
  v1::ImportDivisionsRequest first;
  *first.mutable_header() = header;
  // A write that fails means that the call has ended already; Finish tells why.
  bool open = writer->Write(first);
  for (size_t sent = 0; open && sent < rows.size(); sent += kRowsPerMessage) {
    open = writer->Write(RowsFrom(rows, sent));
  }
  if (open) writer->WritesDone();
  COBUILD_RETURN_IF_ERROR(rpc::FromGrpc(writer->Finish()));
  return response;
}

}  // namespace cobuild::cli
