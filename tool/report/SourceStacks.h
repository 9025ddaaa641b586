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
#include "llvm/ADT/Sequence.h"
#include "llvm/ADT/StringSet.h"

namespace hpinstr {

class FunctionFinder;

class SourceStacks {
public:
  /// Looks up all places of \p Table. What cannot be looked up goes to \p Losses.
  SourceStacks(const StackTable &Table, const Profile &P, std::vector<std::string> &Losses);

  /// The frames of a stack, the innermost first, inlined ones too. Code that is not instrumented (system headers,
  /// libraries) has none, so what it takes belongs to the first frame that is left: the innermost instrumented line.
  std::vector<SourceFrame> frames(uint32_t Stack) const;

  /// The frames of the innermost place of a stack that is not empty, the innermost first: indices into allFrames().
  llvm::iota_range<uint32_t> ownFrames(uint32_t Stack) const {
    const PlaceSource &Source = Places[Table.Stacks[Stack].Place];
    return llvm::seq(Source.First, Source.First + Source.Num);
  }
  llvm::ArrayRef<SourceFrame> allFrames() const { return Frames; }

  /// The C++ type that a stack of an allocation names, before its first instrumented line; empty where none does.
  llvm::StringRef type(uint32_t Stack) const;

private:
  /// What is known of a place.
  struct PlaceSource {
    uint32_t First = 0, Num = 0; ///< its frames
    llvm::StringRef Type;        ///< what code in front of its first frame names
  };
  struct Found;
  void addObject(uint32_t Object, const FunctionFinder &Finder, const Profile &P, std::vector<std::string> &Losses);

  const StackTable &Table;
  std::vector<PlaceSource> Places; ///< by place of the table
  std::vector<SourceFrame> Frames; ///< of all places; neighbours in the code share theirs
  llvm::StringSet<> Types;
};

} // namespace hpinstr

#endif
