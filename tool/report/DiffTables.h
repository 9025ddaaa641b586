//===- DiffTables.h - the tables of two reports that are compared -*- C++ -*-===//
//
// Owns: columns and rows that show two reports beside each other. Must not: pair what they show.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_DIFFTABLES_H
#define HPINSTR_TOOL_REPORT_DIFFTABLES_H

#include "Comparison.h"
#include "TextTable.h"

namespace hpinstr {

/// What of a function is not as it was.
struct FunctionChange {
  FunctionPair Pair;
  std::optional<Change> Self, Total; ///< of one run; absent where a report has no times
  bool HasOwn = false;               ///< its self time changed for certain, its calls, hits or allocations did
  bool HasAny = false;               ///< that, or its total time changed for certain, or it is in one report only
};

FunctionChange changeOf(const Comparison &C, const FunctionPair &Pair);

/// Prints \p Changes, a row each. \returns true where it has marks of changes that are not certain
bool printFunctionChanges(const Comparison &C, const std::vector<FunctionChange> &Changes, const Palette &Colors,
                          llvm::raw_ostream &OS);

/// Prints \p Rows of a function. \returns the same
bool printLineChanges(const Comparison &C, const FunctionPair &Pair, const std::vector<LinePairing> &Rows,
                      const Palette &Colors, llvm::raw_ostream &OS);

} // namespace hpinstr

#endif
