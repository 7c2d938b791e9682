// Enums that the wire and the domain spell alike: same order or number, so that a cast translates.
#pragma once

#include "cobuild/assessment/v1/figure.pb.h"
#include "cobuild/assessment/v1/metric.pb.h"
#include "cobuild/assessment/v1/report.pb.h"
#include "cobuild/registry/v1/village.pb.h"
#include "cobuild/type/v1/read.pb.h"
#include "services/assessment/domain/compare_reports.h"
#include "services/assessment/domain/figure.h"
#include "services/assessment/domain/metric.h"
#include "services/assessment/domain/report.h"
#include "services/assessment/domain/verdict.h"
#include "services/assessment/domain/village.h"

namespace cobuild::assessment {

// From a value that the proto declares; of aggregations, facts and states not the zero.
inline Category FromProto(registry::v1::VillageCategory category) {
  static_assert(registry::v1::VillageCategory_MAX == static_cast<int>(Category::kHollowEconomy));
  return static_cast<Category>(category);
}
inline DataOrigin FromProto(type::v1::DataOrigin origin) {
  static_assert(type::v1::DataOrigin_MAX == static_cast<int>(DataOrigin::kExample));
  return static_cast<DataOrigin>(origin);
}
inline Aggregation FromProto(v1::Aggregation aggregation) {
  static_assert(v1::Aggregation_MAX == static_cast<int>(Aggregation::kCountEvery) + 1);
  return static_cast<Aggregation>(static_cast<int>(aggregation) - 1);
}
inline Fact FromProto(v1::Fact fact) { return static_cast<Fact>(fact); }
inline ReportState FromProto(v1::ReportState state) { return static_cast<ReportState>(state); }

inline registry::v1::VillageCategory ToProto(Category category) {
  return static_cast<registry::v1::VillageCategory>(category);
}
inline type::v1::DataOrigin ToProto(DataOrigin origin) {
  return static_cast<type::v1::DataOrigin>(origin);
}
inline v1::Aggregation ToProto(Aggregation aggregation) {
  return static_cast<v1::Aggregation>(static_cast<int>(aggregation) + 1);
}
inline v1::Fact ToProto(Fact fact) { return static_cast<v1::Fact>(fact); }
inline v1::Verdict ToProto(Verdict verdict) {
  static_assert(v1::Verdict_MAX == static_cast<int>(Verdict::kUndefined) + 1);
  return static_cast<v1::Verdict>(static_cast<int>(verdict) + 1);
}
inline v1::ReportState ToProto(ReportState state) {
  static_assert(v1::ReportState_MAX == static_cast<int>(ReportState::kSuperseded));
  return static_cast<v1::ReportState>(state);
}
inline v1::ClaimChange ToProto(ClaimChange change) {
  static_assert(v1::ClaimChange_MAX == static_cast<int>(ClaimChange::kOrigin));
  return static_cast<v1::ClaimChange>(change);
}

}  // namespace cobuild::assessment
