// Digests of documents on the wire: 64 hexadecimal digits in lower case.
#pragma once

#include <google/protobuf/repeated_ptr_field.h>

#include <string>
#include <string_view>
#include <vector>

#include "common/base/digest.h"
#include "common/error/error.h"

namespace cobuild::finance {

// REQUIRED, MALFORMED.
base::Digest RequiredDigest(error::Violations& violations, std::string_view field,
                            const std::string& value);
// 1 to `most` of them. REQUIRED, TOO_MANY; of an element as above.
std::vector<base::Digest> RequiredDigests(
    error::Violations& violations, std::string_view field,
    const google::protobuf::RepeatedPtrField<std::string>& values, int most);

}  // namespace cobuild::finance
