# Run by cobuild_embed: writes OUT.h and OUT.cc from FILES. Bytes go through hex, so any content is safe.
set(entries "")
set(arrays "")
set(index 0)
foreach(file ${FILES})
  get_filename_component(base ${file} NAME)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  string(APPEND arrays "constexpr char kFile${index}[] = {${bytes}'\\0'};\n")
  string(APPEND entries "    {\"${base}\", std::string_view(kFile${index}, sizeof(kFile${index}) - 1)},\n")
  math(EXPR index "${index} + 1")
endforeach()
file(WRITE ${OUT}.h "#pragma once
#include <span>
#include \"common/base/embedded_file.h\"
namespace ${NAMESPACE} {
std::span<const ::cobuild::base::EmbeddedFile> Files();
}
")
file(WRITE ${OUT}.cc "#include \"${NAME}.h\"
namespace ${NAMESPACE} {
namespace {
${arrays}constexpr ::cobuild::base::EmbeddedFile kFiles[] = {
${entries}};
}  // namespace
std::span<const ::cobuild::base::EmbeddedFile> Files() { return kFiles; }
}
")
