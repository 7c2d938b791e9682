#include "services/cli/output/display_width.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace cobuild::cli {
namespace {

struct Range {
  uint32_t first;
  uint32_t last;
};

// Blocks that Unicode's EastAsianWidth.txt gives as W or F, neighbours joined.
constexpr std::array kWide = {
    Range{0x1100, 0x115F},    // Hangul Jamo
    Range{0x2E80, 0x303E},    // radicals, CJK punctuation
    Range{0x3041, 0x33FF},    // kana, enclosed and compatibility forms
    Range{0x3400, 0x4DBF},    // CJK extension A
    Range{0x4E00, 0xA4CF},    // CJK unified, Yi
    Range{0xA960, 0xA97F},    // Hangul Jamo extended A
    Range{0xAC00, 0xD7A3},    // Hangul syllables
    Range{0xF900, 0xFAFF},    // CJK compatibility
    Range{0xFE10, 0xFE19},    // vertical forms
    Range{0xFE30, 0xFE6F},    // compatibility and small forms
    Range{0xFF01, 0xFF60},    // full-width forms
    Range{0xFFE0, 0xFFE6},    // full-width signs
    Range{0x1F300, 0x1F64F},  // pictographs
    Range{0x1F900, 0x1F9FF},  // pictographs
    Range{0x20000, 0x3FFFD},  // CJK extensions B and later
};

constexpr std::array kZero = {
    Range{0x0300, 0x036F},  // combining diacritical marks
    Range{0x200B, 0x200F},  // zero-width space and joiners, direction marks
    Range{0x20D0, 0x20F0},  // combining marks for symbols
    Range{0xFE00, 0xFE0F},  // variation selectors
    Range{0xFE20, 0xFE2F},  // combining half marks
    Range{0xFEFF, 0xFEFF},  // zero-width no-break space
};

bool Contains(const auto& ranges, uint32_t character) {
  return std::ranges::any_of(ranges, [character](const Range& range) {
    return range.first <= character && character <= range.last;
  });
}

size_t WidthOf(uint32_t character) {
  if (Contains(kZero, character)) return 0;
  return Contains(kWide, character) ? 2 : 1;
}

// Bytes of the character that starts with `lead`; 1 for a byte that starts none.
size_t LengthOf(uint8_t lead) {
  if (lead >= 0xF0) return 4;
  if (lead >= 0xE0) return 3;
  if (lead >= 0xC0) return 2;
  return 1;
}

// Takes one character off the front of `text`, which is not empty.
uint32_t TakeCharacter(std::string_view& text) {
  const auto lead = static_cast<uint8_t>(text.front());
  const size_t length = std::min(LengthOf(lead), text.size());
  uint32_t character = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  for (size_t i = 1; i < length; ++i) {
    character = character << 6 | (static_cast<uint8_t>(text[i]) & 0x3FU);
  }
  text.remove_prefix(length);
  return character;
}

std::string Blanks(std::string_view text, size_t width) {
  const size_t taken = DisplayWidth(text);
  return std::string(width > taken ? width - taken : 0, ' ');
}

}  // namespace

size_t DisplayWidth(std::string_view text) {
  size_t width = 0;
  while (!text.empty()) width += WidthOf(TakeCharacter(text));
  return width;
}

std::string PadRight(std::string_view text, size_t width) {
  return std::string(text) + Blanks(text, width);
}

std::string PadLeft(std::string_view text, size_t width) {
  return Blanks(text, width) + std::string(text);
}

}  // namespace cobuild::cli
