//===- SourceLines.h - from source locations to lines of the report -------===//
//
// Owns: which file and line a location is shown at: macros at their use, `#line` obeyed, prefixes mapped.
// Must not: decide what is a site.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_PLUGIN_SOURCELINES_H
#define HPINSTR_PLUGIN_SOURCELINES_H

#include "SiteTable.h"

#include "clang/Basic/CodeGenOptions.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"
#include <map>

namespace hpi {

class SourceLines {
public:
  SourceLines(clang::SourceManager &SM, const clang::CodeGenOptions &CodeGen, SiteTable &Table);

  /// Fills File, Line, Column, Order, Drift, Identity and Expansion of \p Site.
  /// \returns false where the location stands in no file
  bool place(SiteRecord &Site, clang::SourceLocation Loc);

  /// The line that \p Loc is shown on, 0 for none. Cheap enough for every operand.
  unsigned line(clang::SourceLocation Loc) const;

  /// True for code of system headers.
  bool isSystem(clang::SourceLocation Loc) const { return SM.isInSystemHeader(SM.getExpansionLoc(Loc)); }

  /// The presumed path of \p Loc, as the report will show it; empty where there is none.
  std::string path(clang::SourceLocation Loc) const;

  clang::SourceManager &sources() const { return SM; }

private:
  /// How many lines lie between the place and the #line that it is behind; 0 where there is none.
  unsigned drift(clang::FileID File, unsigned Offset) const;
  unsigned fileIndex(const clang::PresumedLoc &Presumed, clang::FileID Physical);
  std::string shownPath(llvm::StringRef Name) const;

  clang::SourceManager &SM;
  SiteTable &Table;
  std::string Directory;
  std::vector<std::pair<std::string, std::string>> PrefixMap;
  llvm::DenseMap<const char *, unsigned> IndexOfName; ///< presumed names are uniqued by the source manager
};

} // namespace hpi

#endif
