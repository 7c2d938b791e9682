// Divisions between the wire and the domain. Every FromProto reports all wrong fields at once.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/division.pb.h"
#include "services/registry/app/read_divisions.h"
#include "services/registry/domain/import.h"

namespace cobuild::registry {

// `now`: when the call arrived, for as_of.
absl::StatusOr<GetDivisionQuery> FromProto(const v1::GetDivisionRequest& request,
                                           base::Timestamp now);
absl::StatusOr<ListDivisionsQuery> FromProto(const v1::ListDivisionsRequest& request,
                                             base::Timestamp now);
absl::StatusOr<SearchDivisionsQuery> FromProto(const v1::SearchDivisionsRequest& request,
                                               base::Timestamp now);
absl::StatusOr<ImportHeader> FromProto(const v1::ImportHeader& header);
// Unchecked: a wrong row is reported, not refused.
ImportRow FromProto(const v1::ImportRow& row);

v1::Division ToProto(const Division& division);
v1::ListDivisionsResponse ToProto(const DivisionPage& page,
                                  const v1::ListDivisionsRequest& request);
v1::SearchDivisionsResponse ToProto(const DivisionPage& page,
                                    const v1::SearchDivisionsRequest& request);
v1::ImportDivisionsResponse ToProto(const ImportReport& report);

}  // namespace cobuild::registry
