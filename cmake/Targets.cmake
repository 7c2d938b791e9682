# Sources of a target are compiled a few at a time, as if they were one file: most of what compiling costs is reading the
# same headers again. ALONE are sources whose own names are also their neighbours'. That each file stands by itself is
# checked by clang-tidy as it changes. AT_MOST: sources that become one.
function(cobuild_join name)
  cmake_parse_arguments(ARG "" "AT_MOST" "ALONE" ${ARGN})
  if(ARG_ALONE)
    set_source_files_properties(${ARG_ALONE} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
  set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${ARG_AT_MOST})
endfunction()

# cobuild_library(NAME [SOURCES ...] [ALONE ...] [PUBLIC ...] [PRIVATE ...])
#   A room or a common folder. PUBLIC: what its headers need; PRIVATE: what only its sources need.
function(cobuild_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;ALONE;PUBLIC;PRIVATE" ${ARGN})
  if(ARG_SOURCES OR ARG_ALONE)
    add_library(${name} STATIC ${ARG_SOURCES} ${ARG_ALONE})
    cobuild_join(${name} AT_MOST 6 ALONE ${ARG_ALONE})
    target_link_libraries(${name} PUBLIC ${ARG_PUBLIC} PRIVATE cobuild_flags ${ARG_PRIVATE})
    target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
    cobuild_precompiled_headers(${name} cobuild_precompiled)
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ${ARG_PUBLIC})
    target_include_directories(${name} INTERFACE ${CMAKE_SOURCE_DIR})
  endif()
endfunction()

# cobuild_optimise(NAME): also in the dev build, for what computes for minutes without. Precompiled headers are for one optimisation.
function(cobuild_optimise name)
  target_compile_options(${name} PRIVATE $<$<CONFIG:Debug>:-O1>)
  set_target_properties(${name} PROPERTIES DISABLE_PRECOMPILE_HEADERS ON)
endfunction()

# cobuild_program(NAME SOURCES ... LINK ...)
function(cobuild_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE cobuild_flags ${ARG_LINK})
  cobuild_precompiled_headers(${name} cobuild_precompiled)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
endfunction()

set(COBUILD_ASAN_OPTIONS "ASAN_OPTIONS=malloc_context_size=5:quarantine_size_mb=8:allocator_release_to_os_interval_ms=-1")

# cobuild_test(NAME SOURCES ... [ALONE ...] LINK ... [LABEL unit|store|rpc|scenario] [TIMEOUT seconds])
#   One ctest entry per program; gtest's main comes with it. unit (the default) is what `tests/run quick` runs.
function(cobuild_test name)
  if(NOT COBUILD_TESTS)
    return()
  endif()
  cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "SOURCES;ALONE;LINK" ${ARGN})
  if(NOT ARG_LABEL)
    set(ARG_LABEL unit)
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  add_executable(${name} ${ARG_SOURCES} ${ARG_ALONE})
  cobuild_join(${name} AT_MOST 10 ALONE ${ARG_ALONE})
  target_link_libraries(${name} PRIVATE cobuild_test_flags ${ARG_LINK} GTest::gmock GTest::gtest_main)
  cobuild_precompiled_headers(${name} cobuild_test_precompiled)
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  # ASan remembers less of each allocation and gives less memory back than it would by default: 19 CPU seconds instead of 28
  # in jiangxia_load_test, which allocates much, and nothing gained in assessment_app_test, which computes. That it keeps 8 MB of
  # what was freed instead of 64 takes an eighth less again.
  set_tests_properties(${name} PROPERTIES LABELS ${ARG_LABEL} TIMEOUT ${ARG_TIMEOUT}
    ENVIRONMENT "${COBUILD_ASAN_OPTIONS}")
endfunction()

# cobuild_embed(NAME NAMESPACE ns FILES ...)
#   Files as string constants: <name>.h declares `std::span<const base::EmbeddedFile> ns::Files()`, in the order given.
function(cobuild_embed name)
  cmake_parse_arguments(ARG "" "NAMESPACE" "FILES" ${ARGN})
  set(out ${CMAKE_BINARY_DIR}/embedded/${name})
  set(absolute "")
  foreach(file ${ARG_FILES})
    cmake_path(ABSOLUTE_PATH file)
    list(APPEND absolute ${file})
  endforeach()
  add_custom_command(
    OUTPUT ${out}.h ${out}.cc
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DNAMESPACE=${ARG_NAMESPACE} -DOUT=${out} "-DFILES=${absolute}"
            -P ${CMAKE_SOURCE_DIR}/cmake/Embed.cmake
    DEPENDS ${absolute} ${CMAKE_SOURCE_DIR}/cmake/Embed.cmake
    VERBATIM)
  add_library(${name} STATIC ${out}.cc ${out}.h)
  target_link_libraries(${name} PUBLIC cobuild_base PRIVATE cobuild_flags)
  target_include_directories(${name} PUBLIC ${CMAKE_BINARY_DIR}/embedded)
endfunction()

# cobuild_numbered(VARIABLE FILE NUMBERED_NAME)
#   A migration that several services share, each under its own next number: VARIABLE is the path of a copy with that
#   name, for cobuild_embed.
function(cobuild_numbered variable file numbered_name)
  set(copy ${CMAKE_CURRENT_BINARY_DIR}/${numbered_name})
  configure_file(${CMAKE_CURRENT_SOURCE_DIR}/${file} ${copy} COPYONLY)
  set(${variable} ${copy} PARENT_SCOPE)
endfunction()
