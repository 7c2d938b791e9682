#include "services/cli/commands/nouns.h"

namespace cobuild::cli {

std::vector<Command> AllCommands() {
  std::vector<Command> all;
  for (const auto& commands :
       {ReportCommands(), FigureCommands(), DivisionCommands(), VillageCommands(),
        CategoryCommands(), PerimeterCommands(), LedgerCommands(), AccountCommands(),
        TransferCommands(), IncomeCommands(), MetricCommands(), FeedCommands(), HealthCommands(),
        CompletionCommands()}) {
    all.insert(all.end(), commands.begin(), commands.end());
  }
  return all;
}

}  // namespace cobuild::cli
