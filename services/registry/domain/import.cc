#include "services/registry/domain/import.h"

namespace cobuild::registry {
namespace {

base::Digest DigestOf(const ImportRow& row) {
  const DivisionFacts& facts = row.facts;
  base::DigestBuilder builder("registry.import_row.v1");
  builder.Add(facts.code)
      .Add(facts.name)
      .Add(static_cast<int64_t>(facts.level))
      .Add(facts.parent_code)
      .Add(facts.urban_rural_class);
  for (const std::string& alias : facts.aliases) builder.Add(alias);
  return builder.Finish();
}

}  // namespace

base::Digest DigestOf(const ImportHeader& header, const std::vector<ImportRow>& rows) {
  base::Digest digest = base::DigestBuilder("registry.import.v1")
                            .Add(header.edition)
                            .Add(base::FormatDate(header.effective_date))
                            .Finish();
  // A chain, so that a country's rows are never in one string.
  for (const ImportRow& row : rows) {
    digest =
        base::DigestBuilder("registry.import_chain.v1").Add(digest).Add(DigestOf(row)).Finish();
  }
  return digest;
}

std::vector<std::string> RepeatedCodes(const std::vector<ImportRow>& rows) {
  std::vector<std::string> codes;
  for (const ImportRow& row : rows) {
    if (RepeatsParent(row.facts)) codes.push_back(row.facts.code);
  }
  return codes;
}

}  // namespace cobuild::registry
