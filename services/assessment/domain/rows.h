// How what is recorded becomes the rows of a figure.
#pragma once

#include <vector>

#include "services/assessment/domain/figure.h"

namespace cobuild::assessment {

// Fills rows, lacking, missing, subject_count and origin of a figure, as the fact arranges them:
// the villages themselves; one row a village, of all its items; or one row an item of a village
// that counts, or of none. Items of one name count once. A village that has no item is missing or
// lacks the fact, as the fact says; one whose items do not tell is missing.
void FillRows(Figure& figure, const FactTraits& traits, const Subjects& subjects,
              const std::vector<Item>& items);

}  // namespace cobuild::assessment
