//===- CodeLines.h - source lines of code -----------------------*- C++ -*-===//
//
// Owns: opening the file that code was run from, seeing that it still is that file, and its debug information.
// Must not: know which lines are instrumented.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_CODELINES_H
#define HPINSTR_TOOL_REPORT_CODELINES_H

#include "StackTable.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace hpinstr {

/// A line of source that a place in a file was made from.
struct CodeLine {
  std::string Path; ///< absolute, without dots, where the debug information knows it
  uint64_t Line;
  uint64_t Column;    ///< 0 where not known
  std::string Symbol; ///< linkage name of the function
  std::string Tree;   ///< the rewritten tree that the code was compiled in, where it was
};

/// Many places are looked up by several threads, at most so many.
constexpr unsigned MaxLineThreads = 8;

/// What eachCodeLine() calls: with the number of the thread, below MaxLineThreads, with places, and their lines.
using CodeLineUser =
    llvm::function_ref<void(unsigned Thread, llvm::ArrayRef<uint32_t> Places, const std::vector<CodeLine> &Lines)>;

/// Calls \p Use with the places of \p Object in \p Table, each once, together with others of the same lines, and these
/// lines: the innermost inlined one first, none where a place has none. Threads call it at the same time.
/// \returns what is wrong with the file, as a sentence, where nothing can be had of it; empty otherwise
std::string eachCodeLine(const StackTable &Table, uint32_t Object, CodeLineUser Use);

/// Calls \p Use with each place of \p Object, a library, and the name of the dynamic symbol around it, where there is
/// one and the file is the one that ran.
void eachDynamicName(const StackTable &Table, uint32_t Object,
                     llvm::function_ref<void(uint32_t Place, llvm::StringRef Name)> Use);

} // namespace hpinstr

#endif
