// The rows of AuditService, the same in every service. Who did what, and from where, is for those
// who audit: the permission to read records is not one of the "*.*.read" that every role has. A
// chain holds for all of its records or for none, so it is checked by who may see them all.
#pragma once

#include <array>

#include "common/rpc/method.h"

namespace cobuild::audit {

inline constexpr std::array kMethods = {
    rpc::Method{.name = "cobuild.audit.v1.AuditService/ListRecords",
                .permission = "audit.records.export",
                .scope = rpc::Scope::kRows,
                .lane = rpc::Lane::kRead,
                .budget = std::chrono::seconds(10),
                .repeat = rpc::Repeat::kRead},
    rpc::Method{.name = "cobuild.audit.v1.AuditService/GetRecord",
                .permission = "audit.records.export",
                .scope = rpc::Scope::kRows,
                .lane = rpc::Lane::kRead,
                .budget = std::chrono::seconds(5),
                .repeat = rpc::Repeat::kRead},
    rpc::Method{.name = "cobuild.audit.v1.AuditService/VerifyChain",
                .permission = "audit.chains.verify",
                .scope = rpc::Scope::kWhole,
                .lane = rpc::Lane::kRead,
                .budget = std::chrono::seconds(20),
                .repeat = rpc::Repeat::kRead},
};
inline constexpr const rpc::Method& kListRecords = kMethods[0];
inline constexpr const rpc::Method& kGetRecord = kMethods[1];
inline constexpr const rpc::Method& kVerifyChain = kMethods[2];

}  // namespace cobuild::audit
