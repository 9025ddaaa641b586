//===- SourceLines.cpp - from source locations to lines of the report -----===//
#include "SourceLines.h"

#include "clang/Basic/SourceManagerInternals.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SHA256.h"

using namespace clang;
using namespace hpi;
using namespace llvm;

static std::string mapPrefix(std::string Path, const std::vector<std::pair<std::string, std::string>> &Map) {
  for (const auto &[From, To] : llvm::reverse(Map))
    if (StringRef(Path).starts_with(From))
      return To + Path.substr(From.size());
  return Path;
}

SourceLines::SourceLines(SourceManager &SM, const CodeGenOptions &CodeGen, SiteTable &Table) : SM(SM), Table(Table) {
  SmallString<256> Cwd;
  if (CodeGen.CoverageCompilationDir.size())
    Cwd = CodeGen.CoverageCompilationDir;
  else if (sys::fs::current_path(Cwd))
    Cwd = ".";
  Directory = std::string(Cwd);
  for (const auto &[From, To] : CodeGen.CoveragePrefixMap)
    PrefixMap.emplace_back(From, To);
  Table.Directory = mapPrefix(Directory, PrefixMap);
}

std::string SourceLines::shownPath(StringRef Name) const {
  SmallString<256> Path(Name);
  if (!sys::path::is_absolute(Path) && !Path.starts_with("<")) {
    Path = Directory;
    sys::path::append(Path, Name);
  }
  sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return mapPrefix(std::string(Path), PrefixMap);
}

std::string SourceLines::path(SourceLocation Loc) const {
  PresumedLoc Presumed = SM.getPresumedLoc(Loc);
  return Presumed.isValid() ? shownPath(Presumed.getFilename()) : std::string();
}

unsigned SourceLines::fileIndex(const PresumedLoc &Presumed, FileID Physical) {
  auto [It, IsNew] = IndexOfName.try_emplace(Presumed.getFilename(), 0);
  if (!IsNew)
    return It->second;
  It->second = Table.fileIndex(shownPath(Presumed.getFilename()));
  FileRecord &Record = Table.Files[It->second];
  auto Buffer = SM.getBufferOrNone(Physical);
  OptionalFileEntryRef Entry = SM.getFileEntryRefForID(Physical);
  if (Buffer && Entry && Entry->getName() == Presumed.getFilename())
    Record.Sha256 = SHA256::hash(arrayRefFromStringRef(Buffer->getBuffer()));
  return It->second;
}

unsigned SourceLines::drift(FileID File, unsigned Offset) const {
  const SrcMgr::SLocEntry &Entry = SM.getSLocEntry(File);
  if (!Entry.isFile() || !Entry.getFile().hasLineDirectives())
    return 0;
  const LineEntry *Directive = SM.getLineTable().FindNearestLineEntry(File, Offset);
  return Directive ? SM.getLineNumber(File, Offset) - SM.getLineNumber(File, Directive->FileOffset) - 1 : 0;
}

bool SourceLines::place(SiteRecord &Site, SourceLocation Loc) {
  PresumedLoc Presumed = SM.getPresumedLoc(Loc);
  if (Presumed.isInvalid())
    return false;
  SourceLocation Expansion = SM.getExpansionLoc(Loc);
  auto [File, Offset] = SM.getDecomposedLoc(Expansion);
  Site.File = fileIndex(Presumed, File);
  Site.Line = Presumed.getLine();
  Site.Column = Presumed.getColumn();
  Site.Order = Offset;
  Site.Drift = drift(File, Offset);
  Site.Expansion = Expansion.getRawEncoding();
  Site.Identity = (uint64_t(Offset) << 32) | SM.getDecomposedSpellingLoc(Loc).second;
  return true;
}

unsigned SourceLines::line(SourceLocation Loc) const {
  PresumedLoc Presumed = SM.getPresumedLoc(Loc);
  return Presumed.isValid() ? Presumed.getLine() : 0;
}
