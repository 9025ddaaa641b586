//===- Load.h - a struct of the report format out of bytes ------*- C++ -*-===//
//
// Owns: reading it wherever it lies. Must not: know what the bytes are, or check bounds.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_LOAD_H
#define HPINSTR_TOOL_REPORT_LOAD_H

#include "llvm/ADT/StringRef.h"

#include <cstring>

namespace hpinstr {

/// A copy of the T that \p Bytes, at least sizeof(T) of them, begin with; they need not be aligned.
template <typename T> T load(llvm::StringRef Bytes) {
  T Value;
  std::memcpy(&Value, Bytes.bytes_begin(), sizeof(T));
  return Value;
}

} // namespace hpinstr

#endif
