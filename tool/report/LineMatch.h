//===- LineMatch.h - which lines of two texts are one -----------*- C++ -*-===//
//
// Owns: the longest common part of two versions of a function. Must not: know files or figures.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_LINEMATCH_H
#define HPINSTR_TOOL_REPORT_LINEMATCH_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <vector>

namespace hpinstr {

/// A line of either text, or of both. Both are indices from 0.
struct LinePair {
  std::optional<size_t> Old, New;
};

/// \returns every line of both texts once, in an order that keeps that of each. Lines that differ in nothing but the
/// blanks around them are one.
std::vector<LinePair> matchLines(llvm::ArrayRef<llvm::StringRef> Old, llvm::ArrayRef<llvm::StringRef> New);

} // namespace hpinstr

#endif
