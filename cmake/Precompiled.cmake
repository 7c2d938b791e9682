# Headers of others that most sources read, compiled once: a third of what compiling costs is reading them. None of ours is
# among them, so that no change of ours makes them anew. A source still includes what it uses: clang-tidy reads each file without them.
set(COBUILD_COMMON_HEADERS
  <absl/container/flat_hash_map.h> <absl/status/statusor.h> <absl/strings/str_cat.h> <absl/synchronization/mutex.h> <absl/time/time.h>
  <fmt/format.h> <google/protobuf/message.h> <grpcpp/grpcpp.h> <nlohmann/json.hpp>
  <algorithm> <array> <atomic> <charconv> <chrono> <condition_variable> <deque> <filesystem> <fstream> <functional> <limits> <map> <memory>
  <mutex> <optional> <random> <set> <span> <sstream> <string> <string_view> <thread> <unordered_map> <utility> <variant> <vector>)

# For clang alone: those of g++ are five times as large, and reading them costs as much as it spares.
string(COMPARE EQUAL "${CMAKE_CXX_COMPILER_ID}" Clang COBUILD_PRECOMPILE)

# cobuild_precompiled(NAME FLAGS HEADERS ...): a target whose precompiled headers others with the same FLAGS take.
function(cobuild_precompiled name flags)
  add_library(${name} STATIC ${PROJECT_SOURCE_DIR}/cmake/precompiled.cc)
  target_link_libraries(${name} PRIVATE ${flags} fmt::fmt gRPC::grpc++ protobuf::libprotobuf absl::flat_hash_map absl::statusor)
  target_precompile_headers(${name} PRIVATE ${ARGN})
  # Or ccache would take each for another: clang writes the headers' times into what it makes.
  target_compile_options(${name} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
endfunction()

# cobuild_precompiled_headers(NAME OF): NAME takes those of the target OF.
function(cobuild_precompiled_headers name of)
  if(COBUILD_PRECOMPILE)
    target_precompile_headers(${name} REUSE_FROM ${of})
  endif()
endfunction()

if(COBUILD_PRECOMPILE)
  cobuild_precompiled(cobuild_precompiled cobuild_flags ${COBUILD_COMMON_HEADERS})
endif()
if(COBUILD_PRECOMPILE AND COBUILD_TESTS)
  cobuild_precompiled(cobuild_test_precompiled cobuild_test_flags ${COBUILD_COMMON_HEADERS} <gmock/gmock.h> <gtest/gtest.h>)
  target_link_libraries(cobuild_test_precompiled PRIVATE GTest::gmock)
endif()
