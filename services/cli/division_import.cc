#include "services/cli/division_import.h"

#include <algorithm>
#include <string>

#include "cobuild/registry/v1/division.grpc.pb.h"
#include "common/base/status_macros.h"
#include "common/rpc/status.h"

namespace cobuild::cli {
namespace {

constexpr size_t kDivisionsPerMessage = 1000;

ImportColumn<registry::v1::ImportRow> Text(bool required, void (*set)(const std::string&,
                                                                      registry::v1::ImportRow&)) {
  return {required, [set](const std::string& cell, registry::v1::ImportRow& row) {
            set(cell, row);
            return true;
          }};
}

bool SetLevel(const std::string& cell, registry::v1::ImportRow& row) {
  registry::v1::DivisionLevel level = registry::v1::DIVISION_LEVEL_UNSPECIFIED;
  if (!registry::v1::DivisionLevel_Parse(cell, &level)) return false;
  row.set_level(level);
  return true;
}

bool AddAliases(const std::string& cell, registry::v1::ImportRow& row) {
  std::string_view joined = cell;
  while (!joined.empty()) {
    const size_t end = std::min(joined.find('|'), joined.size());
    row.add_aliases(std::string(joined.substr(0, end)));
    joined.remove_prefix(std::min(end + 1, joined.size()));
  }
  return true;
}

const ImportColumns<registry::v1::ImportRow>& DivisionColumns() {
  using Row = registry::v1::ImportRow;
  static const auto& columns = *new ImportColumns<Row>{
      {"code", Text(true, [](const std::string& cell, Row& row) { row.set_code(cell); })},
      {"name", Text(true, [](const std::string& cell, Row& row) { row.set_display_name(cell); })},
      {"parent_code",
       Text(true, [](const std::string& cell, Row& row) { row.set_parent_code(cell); })},
      {"urban_rural_class",
       Text(false, [](const std::string& cell, Row& row) { row.set_urban_rural_class(cell); })},
      {"level", {true, SetLevel}},
      {"aliases", {false, AddAliases}},
  };
  return columns;
}

registry::v1::ImportDivisionsRequest DivisionsFrom(const std::vector<registry::v1::ImportRow>& rows,
                                                   size_t first) {
  registry::v1::ImportDivisionsRequest message;
  const size_t end = std::min(first + kDivisionsPerMessage, rows.size());
  for (size_t i = first; i < end; ++i) *message.mutable_rows()->add_rows() = rows[i];
  return message;
}

}  // namespace

absl::StatusOr<Imported<registry::v1::ImportRow>> ParseDivisions(std::string_view bytes,
                                                                 Encoding encoding,
                                                                 CellProblems& problems) {
  return ParseImport(bytes, encoding, DivisionColumns(), problems);
}

absl::StatusOr<registry::v1::ImportDivisionsResponse> SendDivisions(
    const std::shared_ptr<grpc::Channel>& channel, grpc::ClientContext& context,
    const registry::v1::ImportHeader& header, const std::vector<registry::v1::ImportRow>& rows,
    const std::function<void(size_t sent)>& progress) {
  registry::v1::DivisionService::Stub stub(channel);
  registry::v1::ImportDivisionsResponse response;
  const auto writer = stub.ImportDivisions(&context, &response);
  registry::v1::ImportDivisionsRequest first;
  *first.mutable_header() = header;
  // A write that fails means that the call has ended already; Finish tells why.
  bool open = writer->Write(first);
  for (size_t sent = 0; open && sent < rows.size(); sent += kDivisionsPerMessage) {
    open = writer->Write(DivisionsFrom(rows, sent));
    progress(std::min(sent + kDivisionsPerMessage, rows.size()));
  }
  if (open) writer->WritesDone();
  COBUILD_RETURN_IF_ERROR(rpc::FromGrpc(writer->Finish()));
  return response;
}

}  // namespace cobuild::cli
