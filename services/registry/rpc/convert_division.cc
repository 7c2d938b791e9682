#include "services/registry/rpc/convert_division.h"

#include <utility>

#include "common/base/status_macros.h"
#include "services/registry/domain/names.h"
#include "services/registry/rpc/convert_request.h"

namespace cobuild::registry {
namespace {

constexpr size_t kMaxQueryCharacters = 50;

// The domain's numbers are the proto's.
static_assert(static_cast<int>(Level::kVillage) == v1::VILLAGE);
static_assert(static_cast<int>(Kind::kNone) == v1::DIVISION_KIND_UNSPECIFIED);
static_assert(static_cast<int>(Kind::kVillageLike) == v1::VILLAGE_LIKE);

template <class Resp, class Req>
Resp PageToProto(const DivisionPage& page, const Req& request) {
  Resp response;
  for (const Division& division : page.divisions) {
    *response.add_divisions() = ToProto(division);
  }
  if (!page.is_last) {
    response.set_next_page_token(rpc::NextPageToken(request, page.divisions.back().facts.code));
  }
  return response;
}

}  // namespace

absl::StatusOr<GetDivisionQuery> FromProto(const v1::GetDivisionRequest& request,
                                           base::Timestamp now) {
  error::Violations violations;
  GetDivisionQuery query;
  query.code = rpc::RequiredCodeName(violations, "name", request.name(), "divisions");
  query.at = ReadAtOf(violations, request, now);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

absl::StatusOr<ListDivisionsQuery> FromProto(const v1::ListDivisionsRequest& request,
                                             base::Timestamp now) {
  error::Violations violations;
  ListDivisionsQuery query;
  query.filter.parent_code =
      rpc::OptionalCodeName(violations, "parent", request.parent(), "divisions");
  const auto level = rpc::OptionalEnum(violations, "level", request.level());
  if (level != v1::DIVISION_LEVEL_UNSPECIFIED) query.filter.level = static_cast<Level>(level);
  query.at = ReadAtOf(violations, request, now);
  query.range = RangeOf(violations, request);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

absl::StatusOr<SearchDivisionsQuery> FromProto(const v1::SearchDivisionsRequest& request,
                                               base::Timestamp now) {
  error::Violations violations;
  SearchDivisionsQuery query;
  query.text = rpc::RequiredText(violations, "query", request.query(), kMaxQueryCharacters);
  query.as_of = rpc::AsOf(violations, request.as_of(), now);
  query.range = RangeOf(violations, request);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

absl::StatusOr<ImportHeader> FromProto(const v1::ImportHeader& header) {
  error::Violations violations;
  rpc::RequiredRequestId(violations, header.request_id());
  ImportHeader converted;
  converted.edition = rpc::RequiredId(violations, "edition", header.edition());
  converted.effective_date =
      rpc::RequiredDate(violations, "effective_date", header.effective_date());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return converted;
}

ImportRow FromProto(const v1::ImportRow& row) {
  ImportRow converted;
  converted.line = row.line();
  converted.facts.code = row.code();
  converted.facts.name = row.display_name();
  converted.facts.level = static_cast<Level>(row.level());
  converted.facts.parent_code = row.parent_code();
  converted.facts.urban_rural_class = row.urban_rural_class();
  converted.facts.aliases = {row.aliases().begin(), row.aliases().end()};
  return converted;
}

v1::Division ToProto(const Division& division) {
  const DivisionFacts& facts = division.facts;
  v1::Division proto;
  proto.set_name(DivisionName(facts.code));
  proto.set_display_name(facts.name);
  proto.set_level(static_cast<v1::DivisionLevel>(facts.level));
  proto.set_kind(static_cast<v1::DivisionKind>(KindOf(facts.level, facts.code)));
  if (!facts.parent_code.empty()) proto.set_parent(DivisionName(facts.parent_code));
  proto.set_urban_rural_class(facts.urban_rural_class);
  for (const std::string& alias : facts.aliases) proto.add_aliases(alias);
  *proto.mutable_effective_date() = rpc::ToProto(division.effective_date);
  proto.set_edition(division.edition);
  proto.set_position(division.position);
  *proto.mutable_record_time() = rpc::ToProto(division.record_time);
  return proto;
}

v1::ListDivisionsResponse ToProto(const DivisionPage& page,
                                  const v1::ListDivisionsRequest& request) {
  return PageToProto<v1::ListDivisionsResponse>(page, request);
}

v1::SearchDivisionsResponse ToProto(const DivisionPage& page,
                                    const v1::SearchDivisionsRequest& request) {
  return PageToProto<v1::SearchDivisionsResponse>(page, request);
}

v1::ImportDivisionsResponse ToProto(const ImportReport& report) {
  v1::ImportDivisionsResponse proto;
  proto.set_rows_received(report.received);
  proto.set_rows_accepted(report.received - report.rejected);
  proto.set_rows_rejected(report.rejected);
  proto.set_rows_unchanged(report.unchanged);
  for (const std::string& code : report.repeated_codes) {
    proto.add_repeated_codes(DivisionName(code));
  }
  for (const RowFault& fault : report.faults) {
    v1::RowError* error = proto.add_errors();
    error->set_line(fault.line);
    error->set_field(fault.field);
    error->set_reason(fault.reason);
    error->set_description(fault.description);
  }
  proto.set_position(report.position);
  return proto;
}

}  // namespace cobuild::registry
