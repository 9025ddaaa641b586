//===- FunctionName.h - names of functions for people -----------*- C++ -*-===//
//
// Owns: demangling and the one name that several instantiations share. Must not: know reports.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_FUNCTIONNAME_H
#define HPINSTR_TOOL_REPORT_FUNCTIONNAME_H

#include "llvm/ADT/StringRef.h"
#include <set>
#include <string>

namespace hpinstr {

/// \returns \p Linkage demangled, or \p Name where it is not a mangled name.
std::string functionName(llvm::StringRef Linkage, llvm::StringRef Name);

/// \returns \p Name with the arguments of every template replaced: `f<int>(int)` gives `f<...>`.
std::string withoutArguments(llvm::StringRef Name);

/// \returns whether \p Names differ in nothing but what instantiations of one template do.
bool isOneName(const std::set<std::string> &Names);

/// \returns the one name for functions that share their lines: equal names as they are, instantiations of a
/// template with `<...>`, else the first and how many more.
std::string commonName(const std::set<std::string> &Names);

} // namespace hpinstr

#endif
