#include "common/scope/tree.h"

#include <map>
#include <set>
#include <utility>

namespace cobuild::scope {
namespace {

using Children = std::map<std::string_view, std::vector<std::string_view>>;

Children ChildrenOf(const std::map<std::string_view, std::string_view>& parents) {
  Children children;
  for (const auto& [code, parent] : parents) children[parent].push_back(code);
  return children;
}

}  // namespace

Tree::Tree(const std::vector<Node>& nodes, const std::vector<Succession>& successions) {
  std::map<std::string_view, std::string_view> parents;
  for (const Node& node : nodes) parents.insert_or_assign(node.code, node.parent_code);
  const Children children = ChildrenOf(parents);

  // Depth first from "", which is no division: what leads back to itself is never reached. A level
  // holds whose children are under way, and how many of them are done.
  struct Level {
    std::string_view code;
    size_t done = 0;
  };
  int32_t next = 0;
  std::vector<Level> path = {{.code = ""}};
  while (!path.empty()) {
    Level& level = path.back();
    const auto below = children.find(level.code);
    if (below != children.end() && level.done < below->second.size()) {
      const std::string_view child = below->second[level.done++];
      ranges_[std::string(child)] = {.first = next, .last = next};
      ++next;
      path.push_back({.code = child});
      continue;
    }
    if (path.size() > 1) ranges_.find(level.code)->second.last = next - 1;
    path.pop_back();
  }
  for (const Succession& succession : successions) {
    gone_.insert_or_assign(succession.code, succession.successors);
  }
}

const Range* Tree::Find(std::string_view code) const {
  const auto found = ranges_.find(code);
  return found == ranges_.end() ? nullptr : &found->second;
}

std::vector<Range> Tree::Resolve(std::string_view code) const {
  std::vector<Range> resolved;
  std::set<std::string_view> seen;
  std::vector<std::string_view> open = {code};
  while (!open.empty()) {
    const std::string_view next = open.back();
    open.pop_back();
    if (!seen.insert(next).second) continue;
    if (const Range* range = Find(next)) {
      resolved.push_back(*range);
      continue;
    }
    const auto gone = gone_.find(next);
    if (gone == gone_.end()) continue;
    open.insert(open.end(), gone->second.begin(), gone->second.end());
  }
  return resolved;
}

}  // namespace cobuild::scope
