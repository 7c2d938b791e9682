#include "services/projects/rpc/read_import.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "common/rpc/fields.h"
#include "services/projects/domain/errors.h"
#include "services/projects/rpc/convert_project.h"

namespace cobuild::projects {
namespace {

constexpr int kMaxRowsPerMessage = 1'000;

using Reader = rpc::StreamReader<v1::ImportProjectsRequest>;

absl::Status CheckRows(const v1::ImportProjectsRequest& request) {
  switch (request.part_case()) {
    case v1::ImportProjectsRequest::kHeader:
      return HeaderRepeated();
    case v1::ImportProjectsRequest::PART_NOT_SET:
      return error::Invalid({{"part", "REQUIRED", "must be header or rows"}});
    case v1::ImportProjectsRequest::kRows:
      break;
  }
  if (request.rows().rows_size() <= kMaxRowsPerMessage) return absl::OkStatus();
  return error::Invalid({{"rows.rows", "TOO_MANY", "must be at most 1,000 a message"}});
}

ImportRow RowOf(const v1::ImportProjectRow& proto) {
  error::Violations violations;
  ImportRow row;
  row.line = proto.line();
  row.id = rpc::RequiredId(violations, "project_id", proto.project_id());
  row.stated = StatementOf(violations, proto.project());
  if (const auto detail = error::DetailOf(std::move(violations).Finish())) {
    const error::Violation& first = detail->violations.front();
    row.fault = RowFault{row.line, first.field, first.reason, first.description};
  }
  return row;
}

}  // namespace

absl::StatusOr<v1::ImportProjectsHeader> ReadImportHeader(Reader& reader) {
  v1::ImportProjectsRequest request;
  COBUILD_ASSIGN_OR_RETURN(const bool came, reader.Read(request));
  if (!came || !request.has_header()) return HeaderMissing();
  error::Violations violations;
  rpc::RequiredRequestId(violations, request.header().request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return request.header();
}

absl::StatusOr<std::vector<ImportRow>> ReadImportRows(Reader& reader) {
  std::vector<ImportRow> rows;
  v1::ImportProjectsRequest request;
  while (true) {
    COBUILD_ASSIGN_OR_RETURN(const bool came, reader.Read(request));
    if (!came) return rows;
    COBUILD_RETURN_IF_ERROR(CheckRows(request));
    for (const v1::ImportProjectRow& row : request.rows().rows()) rows.push_back(RowOf(row));
    if (rows.size() > kMaxImportRows) return TooManyRows();
  }
}

v1::ProjectImport ToProto(const Record<ProjectImport>& import) {
  v1::ProjectImport proto;
  const ProjectImport& facts = import.facts;
  proto.set_rows_received(facts.received);
  proto.set_rows_accepted(facts.received - facts.rejected);
  proto.set_rows_rejected(facts.rejected);
  for (const RowFault& fault : facts.faults) {
    v1::ImportProjectError* error = proto.add_errors();
    error->set_line(static_cast<int32_t>(fault.line));
    error->set_field(fault.field);
    error->set_reason(fault.reason);
    error->set_description(fault.description);
  }
  if (import.position == 0) return proto;
  proto.set_name(records::NameOf<ProjectImport>(import.id));
  proto.set_position(import.position);
  *proto.mutable_record_time() = rpc::ToProto(import.record_time);
  return proto;
}

}  // namespace cobuild::projects
