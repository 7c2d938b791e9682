// When the projects go through approval, milestones and payments.
#pragma once

#include <cstdint>
#include <vector>

#include "deploy/examples/jiangxia/projects.h"

namespace cobuild::jiangxia {

// Fills in the days of `projects`, whose money is there: all of a project's in its year, at least
// ten between two steps of the approval, so that a week's notice fits in. What is not paid by the
// end of 2011 is due in 2012.
void FillDays(uint64_t seed, std::vector<Project>& projects);

}  // namespace cobuild::jiangxia
