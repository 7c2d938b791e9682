// Brings what a group's commands name from the store into memory, with one query a kind.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "services/finance/engine/book.h"
#include "services/finance/engine/submission.h"
#include "services/finance/store/writer.h"

namespace cobuild::finance {

// Reads inside the writer's transaction. Ledgers and accounts go to `cache`, unless they are there;
// transfers and income go to `book`, the group's layer above it. Ids that are about to be taken are
// looked up only when `look_up_ids` is set, and for commands that nothing but a look-up would
// refuse: otherwise Writer::Write finds out.
absl::Status LoadFor(const std::vector<Submission>& group, bool look_up_ids, Writer& writer,
                     Book& cache, Book& book);

}  // namespace cobuild::finance
