// The eight development models (发展模式), and which of them the programme promotes.
#pragma once

#include <string>
#include <string_view>

#include "common/base/time.h"

namespace cobuild::projects {

// Whether facts describe the world or were made for an example.
enum class DataOrigin { kRecorded = 1, kExample };

enum class DevelopmentModel {
  kIndustryLed = 1,       // 产业带动
  kResourceDevelopment,   // 资源开发
  kRuralTourism,          // 乡村旅游
  kAssetOperation,        // 资产经营
  kInvestmentAttraction,  // 招商引资
  kEnterpriseLed,         // 实体带动
  kServiceIncome,         // 服务创收
  kLandOperation,         // 土地经营
};
inline constexpr int kModels = 8;

// That a model is promoted. Its id is the model's name, as "RURAL_TOURISM".
struct PromotedModel {
  static constexpr std::string_view kKind = "model";
  static constexpr std::string_view kNamePattern = "models/{}";

  DevelopmentModel model = DevelopmentModel::kIndustryLed;
  base::Date promoted_date;
  std::string basis;
  DataOrigin data_origin = DataOrigin::kRecorded;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("model", self.model);
    visit("promoted_date", self.promoted_date);
    visit("basis", self.basis);
    visit("data_origin", self.data_origin);
  }
  bool operator==(const PromotedModel&) const = default;
};

}  // namespace cobuild::projects
