// The services that are compared.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cobuild::reconciliation {

enum class Source { kRegistry, kFinance, kProjects, kAssessment };
inline constexpr std::array kSources = {Source::kRegistry, Source::kFinance, Source::kProjects,
                                        Source::kAssessment};

constexpr size_t IndexOf(Source source) { return static_cast<size_t>(source); }

// "registry", "finance", "projects", "assessment".
constexpr std::string_view NameOf(Source source) {
  constexpr std::array<std::string_view, kSources.size()> names = {"registry", "finance",
                                                                   "projects", "assessment"};
  return names[IndexOf(source)];
}

// Some of them.
class SourceSet {
 public:
  constexpr SourceSet() = default;
  template <class... More>
  constexpr explicit SourceSet(Source first, More... more)
      : bits_((Bit(first) | ... | Bit(more))) {}

  constexpr bool Has(Source source) const { return (bits_ & Bit(source)) != 0; }

 private:
  static constexpr unsigned Bit(Source source) { return 1U << IndexOf(source); }
  unsigned bits_ = 0;
};

// A position of each; 0: nothing of it.
using Positions = std::array<int64_t, kSources.size()>;

}  // namespace cobuild::reconciliation
