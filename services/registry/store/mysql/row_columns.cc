#include "services/registry/store/mysql/row_columns.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace cobuild::registry {
namespace {

template <class Value>
std::string ToJson(const std::vector<Value>& values) {
  return nlohmann::json(values).dump();
}

template <class Value>
std::vector<Value> FromJson(const std::string& text) {
  try {
    return nlohmann::json::parse(text).get<std::vector<Value>>();
  } catch (const nlohmann::json::exception&) {
    throw mysql::WrongRead("a list is not the JSON array that was written");
  }
}

}  // namespace

mysql::Params ColumnsOf(const Division& division) {
  const DivisionFacts& facts = division.facts;
  return {division.position,
          facts.code,
          facts.name,
          static_cast<int>(facts.level),
          facts.parent_code,
          facts.urban_rural_class,
          ToJson(facts.aliases),
          division.effective_date,
          division.edition};
}

Division DivisionFrom(const mysql::Row& row) {
  Division division;
  division.position = row.Int64(0);
  division.facts.code = row.Text(1);
  division.facts.name = row.Text(2);
  division.facts.level = static_cast<Level>(row.Int64(3));
  division.facts.parent_code = row.Text(4);
  division.facts.urban_rural_class = row.Text(5);
  division.facts.aliases = FromJson<std::string>(row.Text(6));
  division.effective_date = row.Date(7);
  division.edition = row.Text(8);
  division.record_time = row.Time(9);
  return division;
}

mysql::Params ColumnsOf(const Episode& episode) {
  return {episode.position,     episode.village_code,
          episode.entered_date, static_cast<int>(episode.category),
          episode.basis,        episode.graduated_date,
          episode.evidence,     static_cast<int>(episode.data_origin)};
}

Episode EpisodeFrom(const mysql::Row& row) {
  Episode episode;
  episode.position = row.Int64(0);
  episode.village_code = row.Text(1);
  episode.entered_date = row.Date(2);
  episode.category = static_cast<Category>(row.Int64(3));
  episode.basis = row.Text(4);
  episode.graduated_date = row.OptionalDate(5);
  episode.evidence = row.Text(6);
  episode.data_origin = static_cast<DataOrigin>(row.Int64(7));
  episode.record_time = row.Time(8);
  return episode;
}

mysql::Params ColumnsOf(const KeptImport& import) {
  return {import.principal,
          import.request_id,
          base::ToBytes(import.digest),
          import.header.edition,
          import.header.effective_date,
          import.rows_received,
          import.rows_unchanged,
          import.position};
}

KeptImport ImportFrom(const mysql::Row& row) {
  KeptImport import;
  import.digest = base::DigestFromBytes(row.Text(0));
  import.header.edition = row.Text(1);
  import.header.effective_date = row.Date(2);
  import.rows_received = row.Int64(3);
  import.rows_unchanged = row.Int64(4);
  import.position = row.Int64(5);
  return import;
}

}  // namespace cobuild::registry
