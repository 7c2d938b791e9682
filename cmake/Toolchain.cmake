# Language, warnings, sanitizers, and the two speed-ups that are used when present.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_FLAGS_RELEASE "-O2")
# Unoptimised: compiling is most of what a test run costs, and it halves that.
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1 -fno-omit-frame-pointer")

find_program(COBUILD_CCACHE ccache)
if(COBUILD_CCACHE)
  # A base directory makes hits possible from a clone in another folder. What a source depends on is taken from the compiler,
  # which spares a first build the preprocessor; and precompiled headers are compared by content.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 CCACHE_DEPEND=1
      CCACHE_SLOPPINESS=pch_defines,time_macros ${COBUILD_CCACHE})
endif()

find_program(COBUILD_MOLD mold)
if(COBUILD_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# Libraries are linked here and nowhere else, so that their objects need not be copied into them; ar
# writes their index itself.
set(CMAKE_CXX_ARCHIVE_CREATE "<CMAKE_AR> rcsT <TARGET> <LINK_FLAGS> <OBJECTS>")
set(CMAKE_CXX_ARCHIVE_FINISH "")

# Linked into every target of our own, test programs but for the second; generated code does without.
add_library(cobuild_flags INTERFACE)
add_library(cobuild_test_flags INTERFACE)
foreach(flags cobuild_flags cobuild_test_flags)
  target_compile_options(${flags} INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Werror)
  # Of threads and of fmt: precompiled headers have to be told the same as the sources that take them.
  target_compile_options(${flags} INTERFACE -pthread)
  target_compile_definitions(${flags} INTERFACE FMT_SHARED)
  # g++ 12 takes every moved-from variant for uninitialised once it optimises; the dev build's sanitizers look for real.
  target_compile_options(${flags} INTERFACE $<$<CONFIG:Release>:-Wno-maybe-uninitialized>)
  target_include_directories(${flags} INTERFACE ${CMAKE_SOURCE_DIR})
endforeach()
if(COBUILD_SANITIZE)
  # Undefined behaviour is looked for in the code under test and not in the tests, which costs a quarter of their compile time;
  # nor are the checks made that cost most and that ASan makes in its own way.
  target_compile_options(cobuild_flags INTERFACE -fsanitize=${COBUILD_SANITIZE} -fno-sanitize=null,object-size,vptr
                                                 -fno-sanitize-recover=all)
  target_compile_options(cobuild_test_flags INTERFACE -fsanitize=${COBUILD_SANITIZE} -fno-sanitize=undefined)
  add_link_options(-fsanitize=${COBUILD_SANITIZE})
endif()
