#include "services/cli/commands/nouns.h"

#include <array>
#include <utility>

namespace cobuild::cli {

std::vector<Command> AllCommands() {
  std::vector<Command> all;
  for (const auto& commands :
       {ReportCommands(),   FigureCommands(),    DivisionCommands(), VillageCommands(),
        CategoryCommands(), PerimeterCommands(), LedgerCommands(),   AccountCommands(),
        TransferCommands(), IncomeCommands(),    MetricCommands(),   ProjectCommands(),
        EvidenceCommands(), ReconcileCommands(), FeedCommands(),     AuditCommands(),
        HealthCommands(),   LoginCommands(),     TokenCommands(),    CompletionCommands()}) {
    all.insert(all.end(), commands.begin(), commands.end());
  }
  for (std::vector<RpcCommand>& rows :
       std::array{RegistryRecordCommands(), ProjectRecordCommands(), FinanceRecordCommands(),
                  AssessmentRecordCommands(), ReconcileRpcCommands()}) {
    for (RpcCommand& rpc : rows) all.push_back(CommandOf(std::move(rpc)));
  }
  return all;
}

}  // namespace cobuild::cli
