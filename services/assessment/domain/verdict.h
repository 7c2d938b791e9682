// What the facts say of a claim.
#pragma once

#include <string>
#include <vector>

#include "services/assessment/domain/claim.h"
#include "services/assessment/domain/figure.h"

namespace cobuild::assessment {

enum class Verdict {
  kProven,      // the recorded facts, all of them, make the claim true
  kRefuted,     // the recorded facts contradict it
  kConsistent,  // none contradicts it, but facts are missing
  kUndefined,   // there is nothing by which to decide
};

// As in the protos: "PROVEN".
std::string_view NameOf(Verdict verdict);

struct Finding {
  Verdict verdict = Verdict::kUndefined;
  std::vector<Row> violators = {};  // of an "every", the smallest value first
};

// Decides `definition` by its figure. Rows that are missing can only add to a sum or count and
// lower a minimum, so a bound that is already broken refutes; without every row nothing is proven.
Finding Judge(const Definition& definition, const Figure& figure);

// The figure's value rounded as the claim is, for people: "61个", "362万元", "7.1万元",
// "最低4.9万元", "62%"; "" when it cannot be computed. A value that is only a bound says so:
// "至少300万元".
std::string Render(const Definition& definition, const Figure& figure);

// The second reading of an "every" whose rows have weights, with its own verdict, for people: "as a
// weighted mean 8350.12, PROVEN"; "" where there is none. It never changes the first.
std::string DescribeSecondReading(const Definition& definition, const Figure& figure);

// How the claim is read, for people: "every one above, the bound not included (超过)".
std::string DescribeReading(const Definition& definition);

}  // namespace cobuild::assessment
