#include "services/registry/client/known.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "common/base/status_macros.h"
#include "common/error/error.h"

namespace cobuild::registry::client {
namespace {

absl::Status Unreadable(const std::string& name) {
  return error::Make(absl::StatusCode::kDataLoss, "FEED_UNREADABLE",
                     "the registry's feed holds what cannot be read", {{"name", name}});
}

// What follows "<collection>/"; "" when the name is not of it.
std::string IdIn(std::string_view collection, std::string_view name) {
  const bool is_of_it = name.size() > collection.size() && name.starts_with(collection) &&
                        name[collection.size()] == '/';
  return is_of_it ? std::string(name.substr(collection.size() + 1)) : std::string();
}

base::Date FromProto(const google::type::Date& date) {
  return {date.year(), date.month(), date.day()};
}

std::optional<scope::Bound> BoundOf(const v1::GrantScope& proto) {
  if (proto.whole_tree()) return scope::Bound::WholeTree();
  if (std::string code = IdIn("divisions", proto.division()); !code.empty()) {
    return scope::Bound::Division(std::move(code));
  }
  if (std::string id = IdIn("organizations", proto.organization()); !id.empty()) {
    return scope::Bound::Organization(std::move(id));
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::string> Known::ResourceTypes() {
  return {v1::Division::descriptor()->full_name(), v1::Grant::descriptor()->full_name()};
}

absl::StatusOr<Known::Kind> Known::Take(const google::protobuf::Any& image) {
  if (v1::Division division; image.UnpackTo(&division)) {
    COBUILD_RETURN_IF_ERROR(Add(division));
    return Kind::kDivision;
  }
  if (v1::Grant grant; image.UnpackTo(&grant)) {
    COBUILD_RETURN_IF_ERROR(Add(grant));
    return Kind::kGrant;
  }
  return Unreadable(image.type_url());
}

absl::Status Known::Add(const v1::Division& image) {
  const std::string code = IdIn("divisions", image.name());
  const base::Date day = FromProto(image.effective_date());
  if (code.empty() || !base::IsValid(day)) return Unreadable(image.name());
  std::vector<Version>& versions = divisions_[code];
  const auto place =
      std::partition_point(versions.begin(), versions.end(),
                           [&](const Version& version) { return version.effective_date < day; });
  Version version{day, IdIn("divisions", image.parent())};
  if (place != versions.end() && place->effective_date == day) {
    *place = std::move(version);
  } else {
    versions.insert(place, std::move(version));
  }
  return absl::OkStatus();
}

absl::Status Known::Add(const v1::Grant& image) {
  Grant grant;
  grant.principal = IdIn("principals", image.principal());
  std::optional<scope::Bound> bound = BoundOf(image.scope());
  grant.term.start_date = FromProto(image.start_date());
  grant.term.end_date = FromProto(image.end_date());
  const bool is_whole = !grant.principal.empty() && bound && base::IsValid(grant.term.start_date) &&
                        base::IsValid(grant.term.end_date);
  if (!is_whole) return Unreadable(image.name());
  grant.term.role = image.role();
  grant.term.bound = *std::move(bound);
  grants_.insert_or_assign(image.name(), std::move(grant));
  return absl::OkStatus();
}

std::vector<scope::Node> Known::NodesOn(const base::Date& day) const {
  std::vector<scope::Node> nodes;
  nodes.reserve(divisions_.size());
  for (const auto& [code, versions] : divisions_) {
    const auto later =
        std::partition_point(versions.begin(), versions.end(),
                             [&](const Version& version) { return version.effective_date <= day; });
    if (later != versions.begin()) nodes.push_back({code, std::prev(later)->parent_code});
  }
  return nodes;
}

TermsByPrincipal Known::Terms() const {
  TermsByPrincipal terms;
  for (const auto& [name, grant] : grants_) terms[grant.principal].push_back(grant.term);
  return terms;
}

}  // namespace cobuild::registry::client
