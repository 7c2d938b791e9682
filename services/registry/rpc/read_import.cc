#include "services/registry/rpc/read_import.h"

#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "services/registry/domain/errors.h"
#include "services/registry/rpc/convert_division.h"

namespace cobuild::registry {
namespace {

constexpr int kMaxRowsPerMessage = 1'000;

using Reader = rpc::StreamReader<v1::ImportDivisionsRequest>;

absl::Status CheckRows(const v1::ImportDivisionsRequest& request) {
  switch (request.part_case()) {
    case v1::ImportDivisionsRequest::kHeader:
      return HeaderRepeated();
    case v1::ImportDivisionsRequest::PART_NOT_SET:
      return error::Invalid({{"part", "REQUIRED", "must be header or rows"}});
    case v1::ImportDivisionsRequest::kRows:
      break;
  }
  if (request.rows().rows_size() <= kMaxRowsPerMessage) return absl::OkStatus();
  return error::Invalid({{"rows.rows", "TOO_MANY", "must be at most 1,000 a message"}});
}

}  // namespace

absl::StatusOr<v1::ImportHeader> ReadImportHeader(Reader& reader) {
  v1::ImportDivisionsRequest request;
  COBUILD_ASSIGN_OR_RETURN(const bool came, reader.Read(request));
  if (!came || !request.has_header()) return HeaderMissing();
  return request.header();
}

absl::StatusOr<std::vector<ImportRow>> ReadImportRows(Reader& reader) {
  std::vector<ImportRow> rows;
  v1::ImportDivisionsRequest request;
  while (true) {
    COBUILD_ASSIGN_OR_RETURN(const bool came, reader.Read(request));
    if (!came) return rows;
    COBUILD_RETURN_IF_ERROR(CheckRows(request));
    for (const v1::ImportRow& row : request.rows().rows()) rows.push_back(FromProto(row));
    if (rows.size() > kMaxImportRows) return TooManyRows();
  }
}

}  // namespace cobuild::registry
