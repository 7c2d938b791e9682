// The method table, in proto order. FeedService's rows are common/feed/methods.h.
//
// What runs find is the whole tree's: the README says why no part of it is anybody's own.
#pragma once

#include <array>
#include <chrono>

#include "common/rpc/method.h"

namespace cobuild::reconciliation {

inline constexpr std::array kMethods = {
    rpc::MemoryRead("cobuild.reconciliation.v1.ReconciliationService/ListChecks",
                    "reconciliation.checks.read", rpc::Scope::kOpen),
    rpc::Method{.name = "cobuild.reconciliation.v1.ReconciliationService/RunReconciliation",
                .permission = "reconciliation.runs.create",
                .scope = rpc::Scope::kWhole,
                .lane = rpc::Lane::kWrite,
                .budget = std::chrono::minutes(5),
                .repeat = rpc::Repeat::kRequestId},
    rpc::MemoryRead("cobuild.reconciliation.v1.ReconciliationService/GetRun",
                    "reconciliation.runs.read"),
    rpc::MemoryScan("cobuild.reconciliation.v1.ReconciliationService/ListRuns",
                    "reconciliation.runs.read"),
    rpc::MemoryScan("cobuild.reconciliation.v1.ReconciliationService/ListBreaks",
                    "reconciliation.breaks.read"),
    rpc::RecordChange("cobuild.reconciliation.v1.ReconciliationService/AcknowledgeBreak",
                      "reconciliation.breaks.acknowledge", rpc::Scope::kWhole),
    rpc::MemoryRead("cobuild.reconciliation.v1.ReconciliationService/ExplainBreak",
                    "reconciliation.breaks.read"),
    rpc::RecordChange("cobuild.reconciliation.v1.ReconciliationService/WaiveBreak",
                      "reconciliation.breaks.waive", rpc::Scope::kWhole),
    rpc::MemoryRead("cobuild.reconciliation.v1.ReconciliationService/GetCertificate",
                    "reconciliation.certificates.read"),
    rpc::MemoryScan("cobuild.reconciliation.v1.ReconciliationService/ListCertificates",
                    "reconciliation.certificates.read"),
    rpc::Method{.name = "cobuild.reconciliation.v1.ReconciliationService/VerifyCertificate",
                .permission = "reconciliation.certificates.verify",
                .scope = rpc::Scope::kWhole,
                .lane = rpc::Lane::kRead,
                .budget = std::chrono::seconds(30),
                .repeat = rpc::Repeat::kRead},
};
inline constexpr const rpc::Method& kListChecks = kMethods[0];
inline constexpr const rpc::Method& kRunReconciliation = kMethods[1];
inline constexpr const rpc::Method& kGetRun = kMethods[2];
inline constexpr const rpc::Method& kListRuns = kMethods[3];
inline constexpr const rpc::Method& kListBreaks = kMethods[4];
inline constexpr const rpc::Method& kAcknowledgeBreak = kMethods[5];
inline constexpr const rpc::Method& kExplainBreak = kMethods[6];
inline constexpr const rpc::Method& kWaiveBreak = kMethods[7];
inline constexpr const rpc::Method& kGetCertificate = kMethods[8];
inline constexpr const rpc::Method& kListCertificates = kMethods[9];
inline constexpr const rpc::Method& kVerifyCertificate = kMethods[10];

}  // namespace cobuild::reconciliation
