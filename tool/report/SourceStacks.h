//===- SourceStacks.h - call stacks as lines and functions ------*- C++ -*-===//
//
// Owns: which instrumented lines and functions a stack goes through. Must not: know what a stack weighs.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_SOURCESTACKS_H
#define HPINSTR_TOOL_REPORT_SOURCESTACKS_H

#include "Profile.h"
#include "SourceFrame.h"
#include "StackTable.h"

namespace hpinstr {

class SourceStacks {
public:
  /// Looks up all places of \p Table. What cannot be looked up goes to \p Losses.
  SourceStacks(const StackTable &Table, const Profile &P, std::vector<std::string> &Losses);

  /// The frames of a stack, the innermost first, inlined ones too. Code that is not instrumented (system headers,
  /// libraries) has none, so what it takes belongs to the first frame that is left: the innermost instrumented line.
  std::vector<SourceFrame> frames(uint32_t Stack) const;

  /// The C++ type that a stack of an allocation names, before its first instrumented line; empty where none does.
  llvm::StringRef type(uint32_t Stack) const;

private:
  const StackTable &Table;
  std::vector<std::vector<SourceFrame>> Places; ///< by place of the table
  std::vector<std::string> Types;               ///< by place: what code in front of its first frame names
};

} // namespace hpinstr

#endif
