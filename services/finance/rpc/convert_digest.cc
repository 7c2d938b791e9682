#include "services/finance/rpc/convert_digest.h"

#include <optional>

#include "common/rpc/fields.h"

namespace cobuild::finance {

base::Digest RequiredDigest(error::Violations& violations, std::string_view field,
                            const std::string& value) {
  const std::optional<base::Digest> digest = base::DigestFromHex(value);
  if (value.empty()) {
    violations.Add(std::string(field), "REQUIRED", "must be given");
  } else if (!digest) {
    violations.Add(std::string(field), "MALFORMED", "must be 64 hexadecimal digits in lower case");
  }
  return digest.value_or(base::Digest{});
}

std::vector<base::Digest> RequiredDigests(
    error::Violations& violations, std::string_view field,
    const google::protobuf::RepeatedPtrField<std::string>& values, int most) {
  rpc::RequireSome(violations, field, values.size(), most);
  std::vector<base::Digest> digests;
  for (int i = 0; i < values.size(); ++i) {
    digests.push_back(RequiredDigest(violations, rpc::ElementOf(field, i), values[i]));
  }
  return digests;
}

}  // namespace cobuild::finance
