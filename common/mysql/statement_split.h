// A file of SQL as its statements.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cobuild::mysql {

// Statements end with ';' at the end of a line; lines that start with "--" are comments. What is
// left behind the last ';' is a statement too, so that a forgotten one fails rather than vanishes.
std::vector<std::string> SplitStatements(std::string_view file);

}  // namespace cobuild::mysql
