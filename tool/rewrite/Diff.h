//===- Diff.h - what a rewritten file changes, for people to read ---------===//
#ifndef HPINSTR_TOOL_REWRITE_DIFF_H
#define HPINSTR_TOOL_REWRITE_DIFF_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

namespace hpi {

/// Prints a unified diff. Lines are compared one by one: probes add none, but for two at the top of a file that has no
/// line free.
void printDiff(llvm::StringRef Name, llvm::StringRef Old, llvm::StringRef New, llvm::raw_ostream &OS);

} // namespace hpi

#endif
