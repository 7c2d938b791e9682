// Registries for tests: a small tree, and the real villages of Jiangxia.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "services/registry/domain/import.h"
#include "services/registry/domain/registry.h"

namespace cobuild::registry {

inline constexpr char kProvince[] = "420000000000";    // 湖北省
inline constexpr char kPrefecture[] = "420100000000";  // 武汉市
inline constexpr char kCounty[] = "420115000000";      // 江夏区
inline constexpr char kJinkou[] = "420115002000";      // 金口街道, once 金口街
inline constexpr char kShanpo[] = "420115010000";      // 山坡街道, once 山坡乡
inline constexpr char kPort[] = "420115002001";        // 港口社区居委会, in Jinkou
inline constexpr char kSandbar[] = "420115002201";     // 沙洲村村委会, in Jinkou
inline constexpr char kHill[] = "420115002202";        // 山前村村委会, in Jinkou
inline constexpr char kTeam[] = "420115010401";        // 生产队, in Shanpo

// The nine above, parents first.
std::vector<DivisionFacts> SmallTree();

// Province, prefecture and county, the townships and all 458 villages of testdata/.
std::vector<DivisionFacts> Jiangxia();
// The 277 villages that the programme counts, as testdata/ marks them.
std::set<std::string> ProgrammeVillages();
// The rule that is to give them: villagers' committees but those of four streets.
inline constexpr char kProgramme[] = "jiangxia-277";
Perimeter ProgrammePerimeter();
// 金口街道 and 金港新区: 50 villages.
Perimeter JinkouPerimeter();
// What states the rule under this id.
Record<AnyFacts> Stated(const std::string& id, const Perimeter& facts);

std::vector<ImportRow> ImportRowsOf(const std::vector<DivisionFacts>& divisions);

// Any day, for what does not turn on it.
inline constexpr base::Date kBaseline{2009, 1, 1};

// A registry that numbers and dates what it is given. Each call is one commit, a second after the
// one before.
class RecordedRegistry {
 public:
  RecordedRegistry() = default;
  explicit RecordedRegistry(const std::vector<DivisionFacts>& divisions) {
    Record(divisions, kBaseline);
  }

  // Gives the last position.
  int64_t Record(Rows rows);
  int64_t Record(const std::vector<DivisionFacts>& divisions, const base::Date& effective_date);

  const Registry& operator*() const { return registry_; }
  const Registry* operator->() const { return &registry_; }
  base::Timestamp last_time() const { return now_; }

 private:
  Registry registry_;
  base::Timestamp now_{0};
};

}  // namespace cobuild::registry
