// The projects, funds, policies and households of the programme of programme_example.h.
#pragma once

#include <vector>

#include "services/assessment/app/testing/fake_sources.h"

namespace cobuild::assessment {

// The programme's 482 projects are "projects/p001" to "projects/p482": the first 30 are led by old
// revolutionary-base villages, the next 89 by hollow ones; the first 322 are economic. Every tenth
// is shared 60 to 40 with another village of its lead's group.
inline constexpr int kProjects = 482;

// What LoadProjects records at projects: each project and its dossier, and 8 models.
inline constexpr int64_t kProjectsRecords = 2 * kProjects + 8;

// `villages` are the programme's; those from the fifth on are in the order of its categories.
void LoadProjects(FakeSources& sources, const std::vector<Village>& villages, DataOrigin origin);

// What LoadBooks records at finance: two lines a project, an income a village, 12 policies, 4
// amounts of a fund and their lines, a plan.
inline constexpr int64_t kBookRecords = 2 * kProjects + 277 + 12 + 2 * 4 + 1;

void LoadBooks(FakeSources& sources, const std::vector<Village>& villages, DataOrigin origin);

}  // namespace cobuild::assessment
