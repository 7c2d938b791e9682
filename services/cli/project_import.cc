#include "services/cli/project_import.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <string>

#include "cobuild/projects/v1/project.grpc.pb.h"
#include "common/base/status_macros.h"
#include "common/base/time.h"
#include "common/money/money.h"
#include "common/rpc/fields.h"
#include "common/rpc/status.h"
#include "services/cli/arguments.h"

namespace cobuild::cli {
namespace {

constexpr size_t kRowsPerMessage = 1000;

// Puts a cell's value where it belongs; false when it has none.
using Setter = std::function<bool(const std::string& cell, projects::v1::ImportProjectRow& row)>;

std::vector<std::string> Split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

bool SetAmount(const std::string& text, google::type::Money& amount) {
  const auto parsed = money::Parse(text);
  if (parsed) amount = rpc::ToProto(*parsed);
  return parsed.has_value();
}

bool SetDate(const std::string& text, google::type::Date& date) {
  const auto parsed = base::ParseDate(text);
  if (parsed) date = rpc::ToProto(*parsed);
  return parsed.has_value();
}

bool AddVillages(const std::string& cell, projects::v1::ImportProjectRow& row) {
  for (const std::string& part : Split(cell, '|')) {
    const std::vector<std::string> fields = Split(part, ':');
    int32_t share = 0;
    if (fields.size() != 2) return false;
    const char* end = fields[1].data() + fields[1].size();
    const auto [stop, error] = std::from_chars(fields[1].data(), end, share);
    if (error != std::errc() || stop != end) return false;
    projects::v1::VillageShare* village = row.mutable_project()->add_villages();
    village->set_village(FullName(fields[0], "villages"));
    village->set_share_basis_points(share);
  }
  return true;
}

bool AddBudget(const std::string& cell, projects::v1::ImportProjectRow& row) {
  return std::ranges::all_of(Split(cell, '|'), [&](const std::string& part) {
    const std::vector<std::string> fields = Split(part, ':');
    if (fields.size() != 2) return false;
    projects::v1::BudgetLine* line = row.mutable_project()->add_budget();
    line->set_source(fields[0]);
    return SetAmount(fields[1], *line->mutable_amount());
  });
}

bool AddDeclaredFunds(const std::string& cell, projects::v1::ImportProjectRow& row) {
  return std::ranges::all_of(Split(cell, '|'), [&](const std::string& part) {
    const std::vector<std::string> fields = Split(part, ':');
    projects::v1::FundKind kind = projects::v1::FUND_KIND_UNSPECIFIED;
    if (fields.size() != 3 || !projects::v1::FundKind_Parse(fields[0], &kind)) return false;
    projects::v1::DeclaredFund* fund = row.mutable_project()->add_declared_funds();
    fund->set_kind(kind);
    fund->set_source(fields[1]);
    return SetAmount(fields[2], *fund->mutable_amount());
  });
}

// A cell of the name of an enum's value; empty means not given where that is allowed.
template <class Enum>
Setter EnumSetter(bool (*parse)(google::protobuf::ConstStringParam, Enum*),
                  void (projects::v1::Project::*set)(Enum)) {
  return [parse, set](const std::string& cell, projects::v1::ImportProjectRow& row) {
    Enum value{};
    if (!cell.empty() && !parse(cell, &value)) return false;
    (row.mutable_project()->*set)(value);
    return true;
  };
}

Setter TextSetter(std::string* (projects::v1::Project::*field)(),
                  std::string_view collection = "") {
  return [field, collection](const std::string& cell, projects::v1::ImportProjectRow& row) {
    *(row.mutable_project()->*field)() = FullName(cell, collection);
    return true;
  };
}

Setter DateSetter(google::type::Date* (projects::v1::Project::*field)()) {
  return [field](const std::string& cell, projects::v1::ImportProjectRow& row) {
    return SetDate(cell, *(row.mutable_project()->*field)());
  };
}

const ImportColumns<projects::v1::ImportProjectRow>& ProjectColumns() {
  static const auto& columns = *new ImportColumns<projects::v1::ImportProjectRow>{
      {"id",
       {true,
        [](const std::string& cell, projects::v1::ImportProjectRow& row) {
          row.set_project_id(cell);
          return true;
        }}},
      {"display_name", {true, TextSetter(&projects::v1::Project::mutable_display_name)}},
      {"villages", {true, AddVillages}},
      {"category",
       {true,
        EnumSetter(&projects::v1::ProjectCategory_Parse, &projects::v1::Project::set_category)}},
      {"model",
       {false,
        EnumSetter(&projects::v1::DevelopmentModel_Parse, &projects::v1::Project::set_model)}},
      {"sponsor", {true, TextSetter(&projects::v1::Project::mutable_sponsor, "organizations")}},
      {"budget", {true, AddBudget}},
      {"declared_funds", {false, AddDeclaredFunds}},
      {"campaign", {false, TextSetter(&projects::v1::Project::mutable_campaign, "campaigns")}},
      {"planned_start_date",
       {true, DateSetter(&projects::v1::Project::mutable_planned_start_date)}},
      {"planned_end_date", {true, DateSetter(&projects::v1::Project::mutable_planned_end_date)}},
      {"strategy", {false, TextSetter(&projects::v1::Project::mutable_strategy)}},
      {"data_origin",
       {true, EnumSetter(&type::v1::DataOrigin_Parse, &projects::v1::Project::set_data_origin)}},
  };
  return columns;
}

projects::v1::ImportProjectsRequest RowsFrom(
    const std::vector<projects::v1::ImportProjectRow>& rows, size_t first) {
  projects::v1::ImportProjectsRequest message;
  const size_t end = std::min(first + kRowsPerMessage, rows.size());
  for (size_t i = first; i < end; ++i) *message.mutable_rows()->add_rows() = rows[i];
  return message;
}

}  // namespace

absl::StatusOr<Imported<projects::v1::ImportProjectRow>> ParseProjects(std::string_view bytes,
                                                                       Encoding encoding,
                                                                       CellProblems& problems) {
  return ParseImport(bytes, encoding, ProjectColumns(), problems);
}

absl::StatusOr<projects::v1::ProjectImport> SendProjects(
    const std::shared_ptr<grpc::Channel>& channel, grpc::ClientContext& context,
    const projects::v1::ImportProjectsHeader& header,
    const std::vector<projects::v1::ImportProjectRow>& rows,
    const std::function<void(size_t sent)>& progress) {
  projects::v1::ProjectService::Stub stub(channel);
  projects::v1::ProjectImport response;
  const auto writer = stub.ImportProjects(&context, &response);
  projects::v1::ImportProjectsRequest first;
  *first.mutable_header() = header;
  // A write that fails means that the call has ended already; Finish tells why.
  bool open = writer->Write(first);
  for (size_t sent = 0; open && sent < rows.size(); sent += kRowsPerMessage) {
    open = writer->Write(RowsFrom(rows, sent));
    progress(std::min(sent + kRowsPerMessage, rows.size()));
  }
  if (open) writer->WritesDone();
  COBUILD_RETURN_IF_ERROR(rpc::FromGrpc(writer->Finish()));
  return response;
}

}  // namespace cobuild::cli
