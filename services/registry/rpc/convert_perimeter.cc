#include "services/registry/rpc/convert_perimeter.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "common/rpc/record_message.h"
#include "common/rpc/record_requests.h"
#include "services/registry/domain/names.h"
#include "services/registry/rpc/convert_request.h"
#include "services/registry/rpc/convert_village.h"

namespace cobuild::registry {
namespace {

using Texts = google::protobuf::RepeatedPtrField<std::string>;

constexpr int kMaxPrefixes = 100;
constexpr int kMaxKinds = 3;
constexpr int kMaxExceptions = 1'000;

bool IsPrefix(const std::string& text) {
  return text.size() >= 2 && text.size() <= 12 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string> PrefixesOf(error::Violations& violations, const std::string& field,
                                    const Texts& prefixes) {
  rpc::RequireAtMost(violations, field, prefixes.size(), kMaxPrefixes);
  for (int i = 0; i < prefixes.size(); ++i) {
    if (IsPrefix(prefixes[i])) continue;
    violations.Add(rpc::ElementOf(field, i), "MALFORMED", "must be 2 to 12 digits");
  }
  return {prefixes.begin(), prefixes.end()};
}

std::vector<Kind> KindsOf(error::Violations& violations, const v1::Perimeter& perimeter) {
  const std::string field = "perimeter.kinds";
  rpc::RequireAtMost(violations, field, perimeter.kinds_size(), kMaxKinds);
  std::vector<Kind> kinds;
  for (int i = 0; i < perimeter.kinds_size(); ++i) {
    const v1::DivisionKind kind = perimeter.kinds(i);
    rpc::RequiredEnum(violations, rpc::ElementOf(field, i), kind);
    if (kind >= v1::STREET && kind <= v1::TOWNSHIP_LIKE) {
      violations.Add(rpc::ElementOf(field, i), "OUT_OF_RANGE", "must be a kind of villages");
    }
    kinds.push_back(static_cast<Kind>(kind));
  }
  return kinds;
}

// `seen` holds the exceptions so far: each may be named once.
std::vector<std::string> ExceptionsOf(error::Violations& violations, const std::string& field,
                                      const Texts& names, std::set<std::string>& seen) {
  rpc::RequireAtMost(violations, field, names.size(), kMaxExceptions);
  std::vector<std::string> codes;
  for (int i = 0; i < names.size(); ++i) {
    codes.push_back(
        rpc::RequiredCodeName(violations, rpc::ElementOf(field, i), names[i], "villages"));
    if (!codes.back().empty() && !seen.insert(codes.back()).second) {
      violations.Add(rpc::ElementOf(field, i), "DUPLICATE", "is an exception already");
    }
  }
  return codes;
}

Perimeter RuleFrom(error::Violations& violations, const v1::Perimeter& proto) {
  Perimeter rule;
  rule.display_name = rpc::RequiredText(violations, "perimeter.display_name", proto.display_name(),
                                        rpc::kMaxNameCharacters);
  if (proto.include_prefixes().empty()) {
    violations.Add("perimeter.include_prefixes", "REQUIRED", "must have at least one element");
  }
  rule.include_prefixes =
      PrefixesOf(violations, "perimeter.include_prefixes", proto.include_prefixes());
  rule.exclude_prefixes =
      PrefixesOf(violations, "perimeter.exclude_prefixes", proto.exclude_prefixes());
  rule.kinds = KindsOf(violations, proto);
  std::set<std::string> seen;
  rule.include_villages =
      ExceptionsOf(violations, "perimeter.include_villages", proto.include_villages(), seen);
  rule.exclude_villages =
      ExceptionsOf(violations, "perimeter.exclude_villages", proto.exclude_villages(), seen);
  rule.basis =
      rpc::RequiredText(violations, "perimeter.basis", proto.basis(), rpc::kMaxBasisCharacters);
  rule.data_origin = static_cast<DataOrigin>(
      rpc::RequiredEnum(violations, "perimeter.data_origin", proto.data_origin()));
  return rule;
}

template <class Req>
Perimeter FactsOf(error::Violations& violations, const Req& request) {
  if (request.has_perimeter()) return RuleFrom(violations, request.perimeter());
  violations.Add("perimeter", "REQUIRED", "must be given");
  return {};
}

void AddAll(const std::vector<std::string>& texts, Texts* list) {
  for (const std::string& text : texts) *list->Add() = text;
}

}  // namespace

absl::StatusOr<CreatePerimeterCommand> FromProto(const v1::CreatePerimeterRequest& request) {
  error::Violations violations;
  CreatePerimeterCommand command;
  command.id = rpc::OptionalId(violations, "perimeter_id", request.perimeter_id());
  command.facts = FactsOf(violations, request);
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<UpdatePerimeterCommand> FromProto(const v1::UpdatePerimeterRequest& request) {
  error::Violations violations;
  UpdatePerimeterCommand command;
  command.facts = FactsOf(violations, request);
  command.id = rpc::RequiredName(violations, "perimeter.name", request.perimeter().name(),
                                 Perimeter::kNamePattern);
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<records::ListQuery> FromProto(const v1::ListPerimetersRequest& request,
                                             const rpc::Call& call) {
  error::Violations violations;
  records::ListQuery query = rpc::ListQueryOf(violations, call, request);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

absl::StatusOr<ListVillagesQuery> FromProto(const v1::ListPerimeterVillagesRequest& request,
                                            const rpc::Call& call) {
  error::Violations violations;
  ListVillagesQuery query;
  query.perimeter_id = rpc::RequiredIdName(violations, "name", request.name(), "perimeters");
  query.at = ReadAtOf(violations, request, call.received());
  query.reach = call.reach();
  query.range = RangeOf(violations, request);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

v1::Perimeter ToProto(const Record<Perimeter>& perimeter) {
  v1::Perimeter proto;
  rpc::SetStanding(perimeter, proto);
  const Perimeter& facts = perimeter.facts;
  proto.set_display_name(facts.display_name);
  AddAll(facts.include_prefixes, proto.mutable_include_prefixes());
  AddAll(facts.exclude_prefixes, proto.mutable_exclude_prefixes());
  for (const Kind kind : facts.kinds) proto.add_kinds(static_cast<v1::DivisionKind>(kind));
  for (const std::string& code : facts.include_villages) {
    proto.add_include_villages(VillageName(code));
  }
  for (const std::string& code : facts.exclude_villages) {
    proto.add_exclude_villages(VillageName(code));
  }
  proto.set_basis(facts.basis);
  proto.set_data_origin(static_cast<type::v1::DataOrigin>(facts.data_origin));
  return proto;
}

v1::ListPerimetersResponse ToProto(const records::Page<Perimeter>& page,
                                   const v1::ListPerimetersRequest& request) {
  v1::ListPerimetersResponse response;
  for (const auto& perimeter : page.records) *response.add_perimeters() = ToProto(perimeter);
  rpc::SetPage(page, request, response);
  return response;
}

v1::ListPerimeterVillagesResponse ToProto(const VillagePage& page,
                                          const v1::ListPerimeterVillagesRequest& request) {
  v1::ListPerimeterVillagesResponse response;
  for (const Village& village : page.villages) *response.add_villages() = ToProto(village);
  if (!page.is_last) {
    response.set_next_page_token(rpc::NextPageToken(request, page.villages.back().code));
  }
  response.set_total_size(page.total);
  response.set_position(page.position);
  return response;
}

}  // namespace cobuild::registry
