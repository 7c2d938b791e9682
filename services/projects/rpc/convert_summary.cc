#include "services/projects/rpc/convert_summary.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/fields.h"
#include "common/rpc/page.h"
#include "services/projects/rpc/convert_filter.h"
#include "services/projects/rpc/convert_request.h"

namespace cobuild::projects {
namespace {

constexpr int kMaxVillagesAsked = 10'000;
// Before a group's key in a page token, since a key may be empty and a token's may not.
constexpr char kKeyMark = '=';

static_assert(static_cast<int>(Grouping::kSource) == v1::BY_SOURCE);

v1::ProjectSummary ToProto(const Summary& summary) {
  v1::ProjectSummary proto;
  proto.set_key(summary.key);
  proto.set_project_count(summary.project_count);
  *proto.mutable_budget() = rpc::ToProto(summary.budget);
  *proto.mutable_declared() = rpc::ToProto(summary.declared);
  if (summary.data_origin) {
    proto.set_data_origin(static_cast<type::v1::DataOrigin>(*summary.data_origin));
  }
  return proto;
}

}  // namespace

absl::StatusOr<SummarizeQuery> FromProto(const v1::SummarizeProjectsRequest& request,
                                         const rpc::Call& call) {
  error::Violations violations;
  SummarizeQuery query;
  query.filter = FilterOf(violations, request.filter());
  rpc::RequireAtMost(violations, "villages", request.villages_size(), kMaxVillagesAsked);
  for (int i = 0; i < request.villages_size(); ++i) {
    query.villages.insert(rpc::RequiredCodeName(violations, rpc::ElementOf("villages", i),
                                                request.villages(i), "villages"));
  }
  query.group_by =
      static_cast<Grouping>(rpc::OptionalEnum(violations, "group_by", request.group_by()));
  query.at = ReadAtOf(violations, request, call.received());
  const rpc::Page page = rpc::PageOf(violations, request);
  query.page_size = page.size;
  if (!page.after.empty()) query.after = page.after.substr(1);
  query.reach = call.reach();
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

v1::SummarizeProjectsResponse ToProto(const SummaryPage& page,
                                      const v1::SummarizeProjectsRequest& request) {
  v1::SummarizeProjectsResponse response;
  for (const Summary& group : page.groups) *response.add_groups() = ToProto(group);
  *response.mutable_total() = ToProto(page.total);
  if (!page.is_last) {
    response.set_next_page_token(rpc::NextPageToken(request, kKeyMark + page.groups.back().key));
  }
  *response.mutable_as_of() = rpc::ToProto(page.moment.as_of);
  response.set_position(page.moment.position);
  return response;
}

}  // namespace cobuild::projects
