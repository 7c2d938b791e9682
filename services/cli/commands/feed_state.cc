#include "services/cli/commands/feed_state.h"

#include <set>

namespace cobuild::cli {

void FeedState::Set(const std::string& name, const google::protobuf::Any& resource) {
  images_[name] = base::DigestBuilder("cobuild.feed_image.v1")
                      .Add(resource.type_url())
                      .Add(resource.value())
                      .Finish();
}

size_t FeedState::KeepNamesOf(const FeedState& other) {
  return std::erase_if(images_,
                       [&](const auto& image) { return !other.images_.contains(image.first); });
}

base::Digest FeedState::Digest() const {
  base::DigestBuilder digest("cobuild.feed_state.v1");
  for (const auto& [name, image] : images_) digest.Add(name).Add(image);
  return digest.Finish();
}

std::vector<std::string> FeedState::DifferencesFrom(const FeedState& other, size_t limit) const {
  std::set<std::string> differing;
  for (const auto& [name, image] : images_) {
    const auto found = other.images_.find(name);
    if (found == other.images_.end() || found->second != image) differing.insert(name);
  }
  for (const auto& [name, image] : other.images_) {
    if (!images_.contains(name)) differing.insert(name);
  }
  std::vector<std::string> first;
  for (const std::string& name : differing) {
    if (first.size() < limit) first.push_back(name);
  }
  return first;
}

}  // namespace cobuild::cli
