// Projects that tests start from.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "services/projects/domain/facts.h"
#include "services/projects/domain/summarize.h"

namespace cobuild::projects {

// Two villages of one township, and one of another.
inline constexpr char kRiver[] = "420115002201";
inline constexpr char kHill[] = "420115002202";
inline constexpr char kSandbar[] = "420115003201";

// A rural tourism project of kRiver (70 %) and kHill (30 %), with 1,000.01 yuan of two sources.
Statement TourismStatement();
// A road of kSandbar alone, with 500.00 yuan.
Statement RoadStatement();

// SUBMIT, APPROVE and START on the three days.
std::vector<Step> StartedOn(const base::Date& submitted, const base::Date& approved,
                            const base::Date& started);

// Records a state at the next position, as its transaction's only one.
template <class Facts>
void Put(Projects& projects, Record<Facts> record) {
  record.position = projects.loaded() + 1;
  record.record_time = {record.position};
  Rows rows{{records::Widen<AnyFacts>(std::move(record))}};
  const int64_t position = records::LastPositionOf(rows);
  projects.Apply(rows, position);
  projects.Advance(position);
}

}  // namespace cobuild::projects
