// How many columns of a terminal a text takes: Chinese characters take two.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cobuild::cli {

// `text` is UTF-8. East Asian wide and full-width characters count two, combining marks and
// zero-width characters none, everything else one. A byte that is not UTF-8 counts one.
size_t DisplayWidth(std::string_view text);

// `text` with blanks up to `width` columns; longer text stays as it is.
std::string PadRight(std::string_view text, size_t width);
std::string PadLeft(std::string_view text, size_t width);

}  // namespace cobuild::cli
