//===- SourceStacks.h - call stacks as lines and functions ------*- C++ -*-===//
//
// Owns: which instrumented lines and functions a stack goes through. Must not: know what a stack weighs.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_SOURCESTACKS_H
#define HPINSTR_TOOL_REPORT_SOURCESTACKS_H

#include "Profile.h"
#include "StackTable.h"

namespace hpinstr {

/// A frame of instrumented code.
struct SourceFrame {
  size_t File; ///< index into Profile::Files
  uint64_t Line;
  size_t Function; ///< index into Profile::Functions, or None
  static constexpr size_t None = ~size_t(0);
  bool operator==(const SourceFrame &O) const { return File == O.File && Line == O.Line && Function == O.Function; }
};

class SourceStacks {
public:
  /// Looks up all places of \p Table. What cannot be looked up goes to \p Losses.
  SourceStacks(const StackTable &Table, const Profile &P, std::vector<std::string> &Losses);

  /// The frames of a stack, the innermost first, inlined ones too. Code that is not instrumented (system headers,
  /// libraries) has none, so what it takes belongs to the first frame that is left: the innermost instrumented line.
  std::vector<SourceFrame> frames(uint32_t Stack) const;

private:
  const StackTable &Table;
  std::vector<std::vector<SourceFrame>> Places; ///< by place of the table
};

} // namespace hpinstr

#endif
