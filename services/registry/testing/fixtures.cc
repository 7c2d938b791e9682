#include "services/registry/testing/fixtures.h"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace cobuild::registry {
namespace {

// Tests run in the project's root.
constexpr char kVillagesFile[] = "services/registry/testdata/jiangxia_villages_2023.csv";

// code, name, township code (9 digits), township name, kind, in_programme_perimeter
using Columns = std::vector<std::string>;

std::vector<Columns> ReadVillages() {
  std::ifstream file(kVillagesFile);
  std::string line;
  if (!std::getline(file, line)) throw std::runtime_error("cannot read the villages");
  std::vector<Columns> rows;
  while (std::getline(file, line)) {
    std::istringstream in(line);
    Columns& columns = rows.emplace_back();
    for (std::string column; std::getline(in, column, ',');) columns.push_back(column);
  }
  return rows;
}

std::vector<DivisionFacts> AboveTownships() {
  return {{kProvince, "湖北省", Level::kProvince, "", "", {}},
          {kPrefecture, "武汉市", Level::kPrefecture, kProvince, "", {}},
          {kCounty, "江夏区", Level::kCounty, kPrefecture, "", {}}};
}

}  // namespace

std::vector<DivisionFacts> SmallTree() {
  std::vector<DivisionFacts> tree = AboveTownships();
  tree.push_back({kJinkou, "金口街道", Level::kTownship, kCounty, "", {"金口街"}});
  tree.push_back({kShanpo, "山坡街道", Level::kTownship, kCounty, "", {"山坡乡"}});
  tree.push_back({kPort, "港口社区居委会", Level::kVillage, kJinkou, "112", {}});
  tree.push_back({kSandbar, "沙洲村村委会", Level::kVillage, kJinkou, "220", {}});
  tree.push_back({kHill, "山前村村委会", Level::kVillage, kJinkou, "220", {}});
  tree.push_back({kTeam, "山坡生产队", Level::kVillage, kShanpo, "220", {}});
  return tree;
}

std::vector<DivisionFacts> Jiangxia() {
  std::vector<DivisionFacts> tree = AboveTownships();
  std::set<std::string> townships;
  for (const Columns& columns : ReadVillages()) {
    const std::string township = columns[2] + "000";
    if (townships.insert(township).second) {
      tree.push_back({township, columns[3], Level::kTownship, kCounty, "", {}});
    }
    tree.push_back({columns[0], columns[1], Level::kVillage, township, "", {}});
  }
  return tree;
}

std::set<std::string> ProgrammeVillages() {
  std::set<std::string> codes;
  for (const Columns& columns : ReadVillages()) {
    if (columns[5] == "1") codes.insert(columns[0]);
  }
  return codes;
}

Perimeter ProgrammePerimeter() {
  Perimeter perimeter;
  perimeter.display_name = "江夏区结对共建村";
  perimeter.include_prefixes = {"420115"};
  perimeter.exclude_prefixes = {"420115086", "420115087", "420115088", "420115089"};
  perimeter.kinds = {Kind::kVillagersCommittee};
  perimeter.basis = "reconstructed";
  perimeter.data_origin = DataOrigin::kExample;
  return perimeter;
}

Record<AnyFacts> Stated(const std::string& id, const Perimeter& facts) {
  return records::Widen<AnyFacts>(Record<Perimeter>{id, facts});
}

Perimeter JinkouPerimeter() {
  Perimeter perimeter = ProgrammePerimeter();
  perimeter.display_name = "金口";
  perimeter.include_prefixes = {"420115002", "420115405"};
  perimeter.exclude_prefixes = {};
  return perimeter;
}

std::vector<ImportRow> ImportRowsOf(const std::vector<DivisionFacts>& divisions) {
  std::vector<ImportRow> rows;
  for (const DivisionFacts& facts : divisions) {
    rows.push_back({static_cast<int>(rows.size()) + 1, facts});
  }
  return rows;
}

int64_t RecordedRegistry::Record(Rows rows) {
  now_.micros += 1'000'000;
  Number(rows, registry_.loaded());
  Stamp(rows, now_, "machine/test");
  const int64_t last = LastPositionOf(rows);
  registry_.Apply(rows, last);
  registry_.Advance(last);
  return last;
}

int64_t RecordedRegistry::Record(const std::vector<DivisionFacts>& divisions,
                                 const base::Date& effective_date) {
  Rows rows;
  for (const DivisionFacts& facts : divisions) {
    rows.divisions.push_back({facts, effective_date, "test-edition", 0, {}});
  }
  return Record(std::move(rows));
}

}  // namespace cobuild::registry
