// The method table, in proto order. FeedService's rows are common/feed/methods.h. Metrics are
// definitions, for everybody to read.
#pragma once

#include <array>
#include <chrono>

#include "common/rpc/method.h"

namespace cobuild::assessment {

inline constexpr std::array kMethods = {
    rpc::Method{.name = "cobuild.assessment.v1.MetricService/CreateMetric",
                .permission = "assessment.metrics.create",
                .scope = rpc::Scope::kWhole,
                .lane = rpc::Lane::kWrite,
                .budget = std::chrono::seconds(10),
                .repeat = rpc::Repeat::kRequestId},
    rpc::Method{.name = "cobuild.assessment.v1.MetricService/GetMetric",
                .permission = "assessment.metrics.read",
                .scope = rpc::Scope::kOpen,
                .lane = rpc::Lane::kRead,
                .budget = std::chrono::seconds(5),
                .repeat = rpc::Repeat::kRead},
    rpc::Method{.name = "cobuild.assessment.v1.MetricService/ListMetrics",
                .permission = "assessment.metrics.read",
                .scope = rpc::Scope::kOpen,
                .lane = rpc::Lane::kRead,
                .budget = std::chrono::seconds(10),
                .repeat = rpc::Repeat::kRead},
    rpc::Method{.name = "cobuild.assessment.v1.MetricService/EvaluateMetric",
                .permission = "assessment.figures.read",
                .scope = rpc::Scope::kRows,
                .lane = rpc::Lane::kRead,
                .budget = std::chrono::seconds(20),
                .repeat = rpc::Repeat::kRead},
    rpc::Method{.name = "cobuild.assessment.v1.MetricService/ExplainFigure",
                .permission = "assessment.figures.read",
                .scope = rpc::Scope::kRows,
                .lane = rpc::Lane::kRead,
                .budget = std::chrono::seconds(60),
                .repeat = rpc::Repeat::kRead},
    rpc::Method{.name = "cobuild.assessment.v1.ReportService/GenerateProgrammeReport",
                .permission = "assessment.reports.read",
                .scope = rpc::Scope::kRows,
                .lane = rpc::Lane::kRead,
                .budget = std::chrono::seconds(30),
                .repeat = rpc::Repeat::kRead},
    rpc::Method{.name = "cobuild.assessment.v1.ReportService/CreateReport",
                .permission = "assessment.reports.create",
                .scope = rpc::Scope::kRows,
                .lane = rpc::Lane::kWrite,
                .budget = std::chrono::seconds(30),
                .repeat = rpc::Repeat::kRequestId},
    rpc::MemoryScan("cobuild.assessment.v1.ReportService/GetReport", "assessment.reports.read",
                    rpc::Scope::kRows),
    rpc::MemoryScan("cobuild.assessment.v1.ReportService/ListReports", "assessment.reports.read",
                    rpc::Scope::kRows),
    rpc::RecordChange("cobuild.assessment.v1.ReportService/SignReport", "assessment.reports.sign",
                      rpc::Scope::kRows),
    rpc::RecordChange("cobuild.assessment.v1.ReportService/PublishReport",
                      "assessment.reports.publish", rpc::Scope::kRows),
    rpc::RecordChange("cobuild.assessment.v1.ReportService/SupersedeReport",
                      "assessment.reports.supersede", rpc::Scope::kRows),
    rpc::Method{.name = "cobuild.assessment.v1.ReportService/CompareReports",
                .permission = "assessment.reports.read",
                .scope = rpc::Scope::kRows,
                .lane = rpc::Lane::kRead,
                .budget = std::chrono::seconds(30),
                .repeat = rpc::Repeat::kRead},
};
inline constexpr const rpc::Method& kCreateMetric = kMethods[0];
inline constexpr const rpc::Method& kGetMetric = kMethods[1];
inline constexpr const rpc::Method& kListMetrics = kMethods[2];
inline constexpr const rpc::Method& kEvaluateMetric = kMethods[3];
inline constexpr const rpc::Method& kExplainFigure = kMethods[4];
inline constexpr const rpc::Method& kGenerateProgrammeReport = kMethods[5];
inline constexpr const rpc::Method& kCreateReport = kMethods[6];
inline constexpr const rpc::Method& kGetReport = kMethods[7];
inline constexpr const rpc::Method& kListReports = kMethods[8];
inline constexpr const rpc::Method& kSignReport = kMethods[9];
inline constexpr const rpc::Method& kPublishReport = kMethods[10];
inline constexpr const rpc::Method& kSupersedeReport = kMethods[11];
inline constexpr const rpc::Method& kCompareReports = kMethods[12];

}  // namespace cobuild::assessment
