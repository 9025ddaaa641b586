//===- SourceFrame.h - a place in a call stack ------------------*- C++ -*-===//
//
// Owns: what a frame of instrumented code is, and which lines and functions of a stack count once. Must not: know where
// stacks come from, or what they weigh.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_SOURCEFRAME_H
#define HPINSTR_TOOL_REPORT_SOURCEFRAME_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include <tuple>

namespace hpinstr {

/// A frame of instrumented code.
struct SourceFrame {
  size_t File; ///< index into Profile::Files
  uint64_t Line;
  size_t Function; ///< index into Profile::Functions, or None
  static constexpr size_t None = ~size_t(0);
  bool operator==(const SourceFrame &O) const { return key() == O.key(); }
  bool operator<(const SourceFrame &O) const { return key() < O.key(); }

private:
  std::tuple<size_t, uint64_t, size_t> key() const { return {File, Line, Function}; }
};

/// Calls, from the innermost of \p Frames outwards, `V.line(Frame, IsSelf)`, `V.function(Frame, IsSelf)` and
/// `V.edge(Caller, Callee)` for each line, function and pair of functions once, however often it is in the stack. Self
/// is what the innermost frame is.
template <typename VisitorT> void eachOnce(llvm::ArrayRef<SourceFrame> Frames, VisitorT &&V) {
  llvm::SmallDenseSet<std::pair<size_t, uint64_t>, 32> Lines;
  llvm::SmallDenseSet<size_t, 32> Functions;
  llvm::SmallDenseSet<std::pair<size_t, size_t>, 32> Edges;
  for (const auto &[I, Frame] : llvm::enumerate(Frames)) {
    if (Lines.insert({Frame.File, Frame.Line}).second)
      V.line(Frame, I == 0);
    if (Frame.Function == SourceFrame::None)
      continue;
    if (Functions.insert(Frame.Function).second)
      V.function(Frame, I == 0);
    if (I && Frames[I - 1].Function != SourceFrame::None &&
        Edges.insert({Frame.Function, Frames[I - 1].Function}).second)
      V.edge(Frame.Function, Frames[I - 1].Function);
  }
}

} // namespace hpinstr

#endif
