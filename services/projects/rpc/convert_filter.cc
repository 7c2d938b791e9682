#include "services/projects/rpc/convert_filter.h"

#include <string_view>

#include "common/rpc/fields.h"

namespace cobuild::projects {
namespace {

template <class Value, class Enum>
std::optional<Value> EnumOf(error::Violations& violations, std::string_view field, Enum value) {
  rpc::OptionalEnum(violations, field, value);
  if (static_cast<int>(value) == 0) return std::nullopt;
  return static_cast<Value>(value);
}

}  // namespace

ProjectFilter FilterOf(error::Violations& violations, const v1::ProjectFilter& proto) {
  ProjectFilter filter;
  filter.village_code =
      rpc::OptionalCodeName(violations, "filter.village", proto.village(), "villages");
  filter.sponsor =
      rpc::OptionalName(violations, "filter.sponsor", proto.sponsor(), "organizations/{}");
  filter.campaign =
      rpc::OptionalName(violations, "filter.campaign", proto.campaign(), "campaigns/{}");
  filter.category = EnumOf<ProjectCategory>(violations, "filter.category", proto.category());
  filter.model = EnumOf<DevelopmentModel>(violations, "filter.model", proto.model());
  filter.state = EnumOf<ProjectState>(violations, "filter.state", proto.state());
  filter.approved_from =
      rpc::OptionalDate(violations, "filter.approved_from", proto.approved_from());
  filter.approved_to = rpc::OptionalDate(violations, "filter.approved_to", proto.approved_to());
  filter.started_from = rpc::OptionalDate(violations, "filter.started_from", proto.started_from());
  filter.started_to = rpc::OptionalDate(violations, "filter.started_to", proto.started_to());
  filter.exclude_cancelled = proto.exclude_cancelled();
  return filter;
}

}  // namespace cobuild::projects
