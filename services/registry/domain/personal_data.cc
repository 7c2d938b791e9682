#include "services/registry/domain/personal_data.h"

#include <string_view>

#include "common/base/text.h"

namespace cobuild::registry {
namespace {

constexpr size_t kShownDigits = 4;

// `name` is valid UTF-8.
std::string MaskedName(const std::string& name) {
  if (name.empty()) return "";
  size_t first_bytes = 1;
  while (first_bytes < name.size() && (name[first_bytes] & 0xC0) == 0x80) ++first_bytes;
  return name.substr(0, first_bytes) + std::string(base::CodePoints(name) - 1, '*');
}

std::string MaskedDigits(const std::string& digits) {
  if (digits.size() <= kShownDigits) return std::string(digits.size(), '*');
  const size_t hidden = digits.size() - kShownDigits;
  return std::string(hidden, '*') + digits.substr(hidden);
}

}  // namespace

PersonalData Masked(const PersonalData& data) {
  PersonalData masked;
  masked.display_name = MaskedName(data.display_name);
  masked.phone = MaskedDigits(data.phone);
  masked.id_number = MaskedDigits(data.id_number);
  return masked;
}

}  // namespace cobuild::registry
