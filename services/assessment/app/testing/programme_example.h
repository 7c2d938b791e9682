// A programme in which every claim is true: 277 villages, 61 of them in a
// category, 50 in Jinkou.
#pragma once

#include <string>
#include <vector>

#include "services/assessment/app/live_assessment.h"
#include "services/assessment/app/testing/fake_sources.h"
#include "services/assessment/app/testing/programme_projects.h"
#include "services/assessment/domain/claim.h"

namespace cobuild::assessment {

// The claims of the programme report.
std::vector<Claim> ProgrammeClaims();

// Records every metric that a definition names.
void CreateProgrammeMetrics(LiveAssessment& live);

// The hollow village whose income of 2011 is 85,000.00 yuan: two lines, of 20,000.00 and 65,000.00.
inline const std::string kRichestHollowVillage = "420115001211";

// What LoadProgramme records at the registry: 3 perimeters, 61 episodes, a district, 3 leading
// groups, 3 results of 277 elections, 277 centres, 200 works, 196 postings and 3 acceptances.
inline constexpr int64_t kRegistryRecords = 3 + 61 + 1 + 3 + 3 * 277 + 277 + 200 + 196 + 3;
// At finance: two lines of income for each village in each of two years, and the books.
inline constexpr int64_t kFinanceRecords = 4 * 277 + kBookRecords;

void LoadProgramme(FakeSources& sources, DataOrigin origin = DataOrigin::kRecorded);

}  // namespace cobuild::assessment
