// The commands of each noun; one file a noun.
#pragma once

#include <vector>

#include "services/cli/command.h"
#include "services/cli/output/print.h"
#include "services/cli/rpc_command.h"

namespace cobuild::cli {

std::vector<Command> ReportCommands();
std::vector<Command> FigureCommands();
std::vector<Command> DivisionCommands();
std::vector<Command> VillageCommands();
std::vector<Command> CategoryCommands();
std::vector<Command> PerimeterCommands();
std::vector<Command> LedgerCommands();
std::vector<Command> AccountCommands();
std::vector<Command> TransferCommands();
std::vector<Command> IncomeCommands();
std::vector<Command> MetricCommands();
std::vector<Command> ProjectCommands();
std::vector<Command> EvidenceCommands();
std::vector<Command> ReconcileCommands();
std::vector<Command> FeedCommands();
std::vector<Command> AuditCommands();
std::vector<Command> HealthCommands();
std::vector<Command> LoginCommands();
std::vector<Command> TokenCommands();
std::vector<Command> CompletionCommands();

// Those that are a row each.
std::vector<RpcCommand> RegistryRecordCommands();
std::vector<RpcCommand> FinanceRecordCommands();
std::vector<RpcCommand> ProjectRecordCommands();
std::vector<RpcCommand> AssessmentRecordCommands();
std::vector<RpcCommand> ReconcileRpcCommands();

// Columns of a list of villages, for every noun that lists some.
std::vector<Column> VillageColumns();

// All of them, in the order above.
std::vector<Command> AllCommands();

}  // namespace cobuild::cli
