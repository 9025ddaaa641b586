//===- Version.h - the tool's own version -----------------------*- C++ -*-===//
//
// Owns: how it is written. Must not: compare it with a report's.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_VERSION_H
#define HPINSTR_TOOL_REPORT_VERSION_H

#include "hpinstr/hpinstr.h"

#include <string>

namespace hpinstr {

/// As `--version` prints it: "0.1".
inline std::string versionText() {
  return std::to_string(HPINSTR_VERSION_MAJOR) + "." + std::to_string(HPINSTR_VERSION_MINOR);
}

} // namespace hpinstr

#endif
