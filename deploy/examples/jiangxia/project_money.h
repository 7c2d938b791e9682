// What the projects cost, and who pays.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "deploy/examples/jiangxia/projects.h"

namespace cobuild::jiangxia {

// Fills in the fields from `invested` to `contract`, and the milestones with their instalments.
// `projects` are those of the old-revolutionary-base villages, then of the hollow ones, then the
// others. The sums of the groups, of the categories, and of the agricultural fund in each year come
// out as the report has them, to the fen. A project that ends in 2012 has an instalment open:
// 9/10 of its contract is paid.
void FillMoney(uint64_t seed, size_t old_base_projects, size_t hollow_projects,
               std::vector<Project>& projects);

}  // namespace cobuild::jiangxia
