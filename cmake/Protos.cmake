# cobuild_protos(NAME ROOT dir FILES ... [DEPS ...])
#   Messages of some .proto files as NAME, client stubs of those that have services as NAME_stubs.
#   One command per file with a dependency file, so that a changed import regenerates what it must and no more.
set(COBUILD_GENERATED ${CMAKE_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${COBUILD_GENERATED})

function(cobuild_protos name)
  cmake_parse_arguments(ARG "" "ROOT" "FILES;DEPS;STUBS" ${ARGN})
  set(messages "")
  set(stubs "")
  foreach(file ${ARG_FILES})
    string(REGEX REPLACE "\\.proto$" "" stem ${file})
    set(out ${COBUILD_GENERATED}/${stem})
    set(outputs ${out}.pb.cc ${out}.pb.h)
    set(plugin "")
    if(file IN_LIST ARG_STUBS)
      # First, as in the dependency file that protoc writes: ninja takes any other order for out of date, always.
      list(PREPEND outputs ${out}.grpc.pb.cc ${out}.grpc.pb.h)
      set(plugin --grpc_out=${COBUILD_GENERATED} --plugin=protoc-gen-grpc=${COBUILD_GRPC_PLUGIN})
      list(APPEND stubs ${out}.grpc.pb.cc)
    endif()
    add_custom_command(
      OUTPUT ${outputs}
      COMMAND ${COBUILD_PROTOC} -I ${COBUILD_GOOGLE_PROTOS} -I ${CMAKE_SOURCE_DIR}/proto -I ${ARG_ROOT} --cpp_out=${COBUILD_GENERATED}
              ${plugin} --dependency_out=${out}.pb.d ${ARG_ROOT}/${file}
      DEPENDS ${ARG_ROOT}/${file}
      DEPFILE ${out}.pb.d
      VERBATIM)
    list(APPEND messages ${out}.pb.cc)
  endforeach()
  cobuild_generated_library(${name} SOURCES ${messages} PUBLIC ${ARG_DEPS} protobuf::libprotobuf)
  if(stubs)
    cobuild_generated_library(${name}_stubs SOURCES ${stubs} PUBLIC ${name} gRPC::grpc++)
    # Several at a time (Targets.cmake); messages cannot be, their names collide.
    cobuild_join(${name}_stubs AT_MOST 6)
  endif()
endfunction()

function(cobuild_generated_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC ${ARG_PUBLIC})
  target_include_directories(${name} SYSTEM PUBLIC ${COBUILD_GENERATED})
  # Generated code is not ours to check: no warnings, no sanitizers, light optimisation (it halves the build).
  target_compile_options(${name} PRIVATE -w $<IF:$<CONFIG:Release>,-O1,-O0> -g0)
  set_target_properties(${name} PROPERTIES CXX_CLANG_TIDY "")
endfunction()
