# HpinstrLLVM.cmake - finds the main LLVM, which tools link with, and the versions plugins are built for.
#
# Sets: hpi_llvm (target: headers, definitions and library of the main LLVM), HPINSTR_PLUGIN_VERSIONS (majors whose headers are installed),
#       HPINSTR_LLVM_TOOLS (directory of FileCheck and friends).

find_package(LLVM REQUIRED CONFIG
  HINTS /usr/lib/llvm-22/lib/cmake/llvm /usr/lib/llvm-21/lib/cmake/llvm
        /usr/lib/llvm-20/lib/cmake/llvm /usr/lib/llvm-19/lib/cmake/llvm)
if(LLVM_VERSION_MAJOR LESS 19 OR LLVM_VERSION_MAJOR GREATER 22)
  message(FATAL_ERROR "hpinstr: error: ${LLVM_DIR}: expected LLVM 19 to 22, found ${LLVM_PACKAGE_VERSION}; "
    "give another with -DLLVM_DIR=/usr/lib/llvm-22/lib/cmake/llvm")
endif()
message(STATUS "LLVM ${LLVM_PACKAGE_VERSION} from ${LLVM_DIR}")

# Not for everybody: a plugin for another version must not see the headers of this one.
add_library(hpi_llvm INTERFACE)
target_include_directories(hpi_llvm SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS})
separate_arguments(LlvmDefinitions NATIVE_COMMAND "${LLVM_DEFINITIONS}")
target_compile_options(hpi_llvm INTERFACE ${LlvmDefinitions})
target_link_libraries(hpi_llvm INTERFACE LLVM)

set(HPINSTR_LLVM_TOOLS ${LLVM_TOOLS_BINARY_DIR})
set(HPINSTR_PLUGIN_VERSIONS)
foreach(Major 22 19)
  if(EXISTS /usr/lib/llvm-${Major}/include/clang/AST/ASTConsumer.h)
    list(APPEND HPINSTR_PLUGIN_VERSIONS ${Major})
  endif()
endforeach()
message(STATUS "Plugins for Clang: ${HPINSTR_PLUGIN_VERSIONS}")
