// Titles of columns in the two languages of the program.
#pragma once

#include <string>
#include <string_view>

namespace cobuild::cli {

enum class Language { kEnglish, kChinese };

// A column's English title in `language`. One that has no translation stays English; a test holds
// that every column of every command has one.
std::string TitleIn(Language language, std::string_view title);

bool HasTranslation(std::string_view title);

}  // namespace cobuild::cli
