//===- FunctionGroup.h - functions that share their source ------*- C++ -*-===//
//
// Owns: which functions get one line table together, their order and the filters. Must not: print.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_FUNCTIONGROUP_H
#define HPINSTR_TOOL_REPORT_FUNCTIONGROUP_H

#include "Profile.h"

namespace hpinstr {

/// The functions that begin on one source line: the instantiations of a template, or several written there.
struct FunctionGroup {
  size_t File; ///< index into Profile::Files
  uint64_t Line, EndLine;
  std::string Name;
  std::vector<const ProfileFunction *> Members;
  std::optional<uint64_t> Calls;
  uint64_t Hits = 0;               ///< of all its lines
  std::optional<TimeFigures> Time; ///< sums over the members
  Rare<ExactTimes> Exact;
  Rare<AllocFigures> Allocs;
  bool IsOne = true;    ///< one function, or the instantiations of one template; false where several begin on one line
  bool IsInner = false; ///< lies within the lines of another: a lambda, a member of a local class
};

/// What a person asked to see.
struct FunctionFilter {
  std::vector<std::string> Functions; ///< patterns of names, any of them, all where empty
  std::vector<std::string> Files;     ///< patterns of paths
  bool SkipZero = false;
};

/// \returns true where \p Pattern matches \p Text: with `*`, `?` or `[` as a glob over the whole of it, else
/// anywhere in it.
bool matchesPattern(llvm::StringRef Pattern, llvm::StringRef Text);
bool matchesAny(const std::vector<std::string> &Patterns, llvm::StringRef Text);

/// \returns the groups of \p P, by file and line.
std::vector<FunctionGroup> groupFunctions(const Profile &P);

/// \returns \p Groups with a group for each function of those that only begin on one line: what counts as a function
/// where functions are counted or listed.
std::vector<FunctionGroup> splitGroups(llvm::ArrayRef<FunctionGroup> Groups);

bool isWanted(const FunctionGroup &G, const Profile &P, const FunctionFilter &Filter);

/// Sorts by \p Key: hits, calls or ncalls, tottime, cumtime, name, file or line. What has no time stands last.
void sortGroups(std::vector<FunctionGroup> &Groups, llvm::StringRef Key);

} // namespace hpinstr

#endif
