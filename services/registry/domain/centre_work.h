// Works on service centres.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.h"
#include "common/money/money.h"
#include "services/registry/domain/village.h"

namespace cobuild::registry {

enum class CentreWorkKind {
  kNew = 1,                  // 新建
  kReconstructionExtension,  // 改扩建
  kRepair,                   // 维修
};

struct CentreWork {
  static constexpr std::string_view kKind = "centre_work";
  static constexpr std::string_view kNamePattern = "serviceCentres/{}/works/{}";

  std::string service_centre;  // id; never changes
  CentreWorkKind kind = CentreWorkKind::kNew;
  base::Date start_date;
  std::optional<base::Date> completion_date;  // nullopt while it goes on
  std::optional<money::Fen> cost;             // nullopt: not known
  std::string project;                        // id; "" when it belongs to none
  DataOrigin data_origin = DataOrigin::kRecorded;
  std::string correction_reason;  // "" for the first state

  // It is looked up by its centre.
  std::vector<std::string> Keys() const;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("service_centre", self.service_centre);
    visit("kind", self.kind);
    visit("start_date", self.start_date);
    visit("completion_date", self.completion_date);
    visit("cost", self.cost);
    visit("project", self.project);
    visit("data_origin", self.data_origin);
    visit("correction_reason", self.correction_reason);
  }
  bool operator==(const CentreWork&) const = default;
};

}  // namespace cobuild::registry
