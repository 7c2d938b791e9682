// Evidence: the files that show what a project did. Their content is kept by its digest, apart from
// the records (store/evidence_store.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/digest.h"
#include "services/projects/domain/model.h"

namespace cobuild::projects {

inline constexpr int64_t kMaxEvidenceBytes = 50 * 1024 * 1024;
inline constexpr int64_t kMaxChunkBytes = 1024 * 1024;

struct Evidence {
  static constexpr std::string_view kKind = "evidence";
  static constexpr std::string_view kNamePattern = "projects/{}/evidence/{}";

  std::string project;  // id
  std::string file_name;
  std::string media_type;
  base::Digest content_digest{};
  int64_t size_bytes = 0;
  DataOrigin data_origin = DataOrigin::kRecorded;

  // It is looked up by its project.
  std::vector<std::string> Keys() const;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("project", self.project);
    visit("file_name", self.file_name);
    visit("media_type", self.media_type);
    visit("content_digest", self.content_digest);
    visit("size_bytes", self.size_bytes);
    visit("data_origin", self.data_origin);
  }
  bool operator==(const Evidence&) const = default;
};

}  // namespace cobuild::projects
