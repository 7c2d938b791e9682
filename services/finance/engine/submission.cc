#include "services/finance/engine/submission.h"

namespace cobuild::finance {

int MostEntriesOf(const Submission& submission) {
  int entries = 0;
  for (const Item& item : submission.items) entries += MostEntriesOf(item.command);
  return entries;
}

}  // namespace cobuild::finance
