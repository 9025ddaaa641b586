//===- LineTable.h - source lines with their figures ------------*- C++ -*-===//
//
// Owns: columns, widths and rows of a line table. Must not: find sources or choose functions.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_LINETABLE_H
#define HPINSTR_TOOL_REPORT_LINETABLE_H

#include "Profile.h"
#include "Terminal.h"
#include "llvm/Support/raw_ostream.h"

namespace hpinstr {

struct LineRow {
  uint64_t Line;
  LineFigures Figures;
  llvm::StringRef Text;
  uint64_t WholeNs = 0;                   ///< total time of the function it is shown in; 0 where not known
  bool IsBelowProbe = false;              ///< its visits are too short to be measured well
  std::optional<int64_t> UsageBytes = {}; ///< see MemoryTables.h; in memory tables only
};

/// Times that rest on fewer samples than that are marked: by one over the square root of it, their standard error is a
/// fifth.
constexpr uint64_t FewSamples = 25;

/// \returns whether a time of \p Row is marked for that
bool hasFewSamples(const LineRow &Row);

/// A column of figures: a kind of figure that is collected one day gets an entry in LineTable.cpp and no more. Those
/// that no row has a figure for are left out, but for the first two.
struct LineColumn {
  llvm::StringLiteral Title;
  unsigned MinWidth;
  /// \returns the cell, empty where the line has no such figure
  std::string (*Cell)(const LineRow &Row);
};

/// Prints title line, rule and \p Rows. Columns are as wide as their widest cell.
void printLineTable(const std::vector<LineRow> &Rows, const Palette &Colors, llvm::raw_ostream &OS);

/// The same with the columns of memory_profiler: usage, increment, occurrences.
void printMemoryTable(const std::vector<LineRow> &Rows, const Palette &Colors, llvm::raw_ostream &OS);

} // namespace hpinstr

#endif
