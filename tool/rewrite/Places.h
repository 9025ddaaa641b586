//===- Places.h - from source locations to lines and to places for text ---===//
//
// Owns: which file and line a location is shown at (macros at their use, `#line` obeyed), and where in a file's text a
// probe may go: never into a macro's definition or its arguments. Must not: decide what is a site.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REWRITE_PLACES_H
#define HPINSTR_TOOL_REWRITE_PLACES_H

#include "Conditions.h"
#include "Site.h"

#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"
#include <optional>
#include <set>

namespace clang {
class Stmt;
class Expr;
} // namespace clang

namespace hpi {

/// What one translation unit found: physical files by their real paths.
struct UnitSites {
  std::map<std::string, SourceSites> Files;
};

class Places {
public:
  /// \param Wanted says whether the file of this real path is to be rewritten
  Places(clang::SourceManager &SM, const clang::LangOptions &Lang, std::string Directory, UnitSites &Unit,
         const Conditions &Groups, bool (*Wanted)(void *, llvm::StringRef), void *Context);

  /// The record of the file that holds \p Loc (a macro's use), null where that file is not rewritten.
  SourceSites *fileOf(clang::SourceLocation Loc);
  clang::FileID fileId(clang::SourceLocation Loc) const { return SM.getFileID(expanded(Loc)); }
  /// Where the file is included, invalid for the main one.
  clang::SourceLocation includedAt(clang::FileID Id) const { return SM.getIncludeLoc(Id); }
  unsigned offset(clang::SourceLocation Loc) const { return SM.getFileOffset(expanded(Loc)); }
  /// Where a macro's use stands.
  clang::SourceLocation expanded(clang::SourceLocation Loc) const { return SM.getExpansionLoc(Loc); }

  /// Fills path, line, column, order and identity of \p Out. \returns false where the location is in no file
  bool place(Site &Out, SourceSites &File, clang::SourceLocation Loc) const;

  /// The line that \p Loc is shown on, 0 for none.
  unsigned line(clang::SourceLocation Loc) const;
  std::string path(clang::SourceLocation Loc) const;
  bool isSystem(clang::SourceLocation Loc) const { return SM.isInSystemHeader(SM.getExpansionLoc(Loc)); }

  /// Where text before \p Loc goes: nothing where it stands inside a macro's expansion.
  std::optional<unsigned> before(clang::SourceLocation Loc) const;
  /// The end of the token at \p Loc, nothing where it stands inside a macro's expansion.
  std::optional<unsigned> after(clang::SourceLocation Loc) const;
  /// `KIND` before and, for Wrap, behind \p E.
  Insertion around(Form Kind, const clang::Expr *E) const;
  /// The offset behind the `;` that ends \p S, or behind its brace.
  std::optional<unsigned> behindStatement(const clang::Stmt *S) const;
  /// The text of the token at \p Loc, which is in no macro.
  llvm::StringRef token(clang::SourceLocation Loc) const;
  /// True where nothing but blanks stand before \p Loc on its line.
  bool startsLine(clang::SourceLocation Loc) const;

  /// True where the line before \p Loc is a pragma that may belong to what follows.
  bool followsPragma(clang::SourceLocation Loc) const;

  /// How many groups of which another compiler may see another part begin or end before \p Loc in its file.
  size_t groupsBefore(clang::SourceLocation Loc) const { return Groups.before(fileId(Loc), offset(Loc)); }

  clang::SourceManager &sources() const { return SM; }

private:
  std::string shownPath(llvm::StringRef Name) const;

  clang::SourceManager &SM;
  const clang::LangOptions &Lang;
  std::string Directory;
  UnitSites &Unit;
  const Conditions &Groups;
  bool (*Wanted)(void *, llvm::StringRef);
  void *Context;
  llvm::DenseMap<clang::FileID, SourceSites *> Known;
};

} // namespace hpi

#endif
