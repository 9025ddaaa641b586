//===- Timeline.h - the heap over time --------------------------*- C++ -*-===//
//
// Owns: the live heap of a process as a plot for the terminal. Must not: choose processes' points to keep.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_TIMELINE_H
#define HPINSTR_TOOL_REPORT_TIMELINE_H

#include "Profile.h"
#include "llvm/Support/raw_ostream.h"

namespace hpinstr {

/// Prints the live heap over time of the process whose heap was largest; nothing where no process has points.
void printTimeline(const Profile &P, const CounterStore &Store, llvm::raw_ostream &OS);

/// Prints a row below the plot for each region: where its visits were.
void drawMarks(const RunHeap &Run, uint64_t StartNs, uint64_t EndNs, unsigned Width, bool IsUtf8,
               llvm::raw_ostream &OS);

/// Draws \p Points, from \p StartNs on, \p Width columns and \p Height rows. A column has the largest value of its
/// stretch of time, at whose start the one before still holds.
void drawPlot(llvm::ArrayRef<HpiHeapPoint> Points, uint64_t StartNs, unsigned Width, unsigned Height, bool IsUtf8,
              llvm::raw_ostream &OS);

} // namespace hpinstr

#endif
