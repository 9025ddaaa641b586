//===- StackTimes.h - times of stacks to times of places --------*- C++ -*-===//
//
// Owns: adding up what stacks weigh. Must not: know where the weights come from, or which rows print them.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_STACKTIMES_H
#define HPINSTR_TOOL_REPORT_STACKTIMES_H

#include "SourceStacks.h"

namespace hpinstr {

/// What samples of one stack stand for.
struct StackWeight {
  uint64_t Ns = 0, Samples = 0;
};

/// The times of all lines, functions and calls. The innermost frame of a stack has its weight as self time; it and all
/// others have it as total time, each line, function and pair of functions once, however often it is in the stack.
struct StackTimes {
  /// \param Weights by stack of \p Table
  /// \param Places by function: equal numbers for those that share their lines, below the number of functions
  StackTimes(const StackTable &Table, const SourceStacks &Sources, llvm::ArrayRef<StackWeight> Weights,
             llvm::ArrayRef<uint32_t> Places);

  struct LineTime {
    size_t File;
    uint64_t Line;
    size_t Function; ///< one that it is in, or None
    TimeFigures Time;
  };
  struct EdgeTime {
    size_t Caller, Callee;
    TimeFigures Time;
  };
  // Those without samples are not among them, but in Functions.
  std::vector<LineTime> Lines;
  std::vector<TimeFigures> Functions; ///< by index into Profile::Functions, as far as they are in a stack
  std::vector<StackWeight> Nested;    ///< by the same: what of the total another function of the place has around it
  std::vector<EdgeTime> Edges;
};

} // namespace hpinstr

#endif
