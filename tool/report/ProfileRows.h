//===- ProfileRows.h - rows of text in merged reports -----------*- C++ -*-===//
//
// Owns: how a file, a function or a name is written in a row, and found again. Must not: know figures.
//
// A row is words with tabs between; a path or name has its tabs, newlines and backslashes escaped.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_PROFILEROWS_H
#define HPINSTR_TOOL_REPORT_PROFILEROWS_H

#include "Profile.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace hpinstr {

std::string escapedWord(llvm::StringRef Text);
std::string unescapedWord(llvm::StringRef Word);

/// The four words PATH LINE COLUMN SYMBOL of a function.
std::string functionKey(const Profile &P, size_t Function);

/// Finds what words stand for in a profile.
class ProfileIndex {
public:
  explicit ProfileIndex(const Profile &P);
  std::optional<size_t> file(llvm::StringRef Path) const;
  /// \param Words at least four
  std::optional<size_t> function(const llvm::StringRef *Words) const;

private:
  llvm::StringMap<size_t> Files, Functions;
};

/// Calls \p Read for each row of \p Blocks. How many it did not take goes to \p Losses, which calls them \p What.
void readRows(const std::vector<std::string> &Blocks, llvm::StringRef What, std::vector<std::string> &Losses,
              llvm::function_ref<bool(llvm::StringRef)> Read);

} // namespace hpinstr

#endif
