// A file that the build put into the program (cobuild_embed in cmake/Targets.cmake).
#pragma once

#include <string_view>

namespace cobuild::base {

struct EmbeddedFile {
  std::string_view name;  // without its folder
  std::string_view content;
};

}  // namespace cobuild::base
