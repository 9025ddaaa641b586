//===- Places.cpp - from source locations to lines and to places for text -===//
#include "Places.h"

#include "clang/AST/Expr.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManagerInternals.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace hpi;

unsigned SourceSites::pathIndex(const std::string &Path) {
  for (unsigned I = 0; I != Paths.size(); ++I)
    if (Paths[I] == Path)
      return I;
  Paths.push_back(Path);
  return Paths.size() - 1;
}

/// Links give a file several names: all units shall show the same one.
void SourceSites::nameOwn(const std::string &Shown) {
  if (Paths.empty())
    Paths.push_back(Shown);
  else if (Paths[0] != RealPath && (Shown == RealPath || Shown < Paths[0]))
    Paths[0] = Shown;
}

Places::Places(SourceManager &SM, const LangOptions &Lang, std::string Directory, UnitSites &Unit,
               const Conditions &Groups, bool (*Wanted)(void *, llvm::StringRef), void *Context)
    : SM(SM), Lang(Lang), Directory(std::move(Directory)), Unit(Unit), Groups(Groups), Wanted(Wanted),
      Context(Context) {}

std::string Places::shownPath(llvm::StringRef Name) const {
  llvm::SmallString<256> Path(Name);
  if (!llvm::sys::path::is_absolute(Path) && !Path.starts_with("<")) {
    Path = Directory;
    llvm::sys::path::append(Path, Name);
  }
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return std::string(Path);
}

SourceSites *Places::fileOf(SourceLocation Loc) {
  FileID Id = fileId(Loc);
  auto [It, IsNew] = Known.try_emplace(Id, nullptr);
  if (!IsNew)
    return It->second;
  OptionalFileEntryRef Entry = SM.getFileEntryRefForID(Id);
  if (!Entry || isSystem(Loc))
    return nullptr;
  llvm::SmallString<256> Real;
  std::string Shown = shownPath(Entry->getName());
  if (llvm::sys::fs::real_path(Shown, Real) || !Wanted(Context, Real))
    return nullptr;
  SourceSites &File = Unit.Files[std::string(Real)];
  File.RealPath = std::string(Real);
  File.nameOwn(Shown);
  return Known[Id] = &File;
}

/// How many lines lie between the place and the #line that it is behind; 0 where there is none.
static unsigned driftOf(SourceManager &SM, FileID File, unsigned Offset) {
  const SrcMgr::SLocEntry &Entry = SM.getSLocEntry(File);
  if (!Entry.isFile() || !Entry.getFile().hasLineDirectives())
    return 0;
  const LineEntry *Directive = SM.getLineTable().FindNearestLineEntry(File, Offset);
  return Directive ? SM.getLineNumber(File, Offset) - SM.getLineNumber(File, Directive->FileOffset) - 1 : 0;
}

bool Places::place(Site &Out, SourceSites &File, SourceLocation Loc) const {
  PresumedLoc Presumed = SM.getPresumedLoc(Loc);
  if (Presumed.isInvalid())
    return false;
  OptionalFileEntryRef Entry = SM.getFileEntryRefForID(fileId(Loc));
  bool IsOwn = Entry && Entry->getName() == Presumed.getFilename();
  Out.Path = IsOwn ? 0 : File.pathIndex(shownPath(Presumed.getFilename()));
  Out.Line = Presumed.getLine();
  Out.Column = Presumed.getColumn();
  Out.Order = offset(Loc);
  Out.Drift = driftOf(SM, fileId(Loc), Out.Order);
  Out.Identity = (uint64_t(Out.Order) << 32) | SM.getDecomposedSpellingLoc(Loc).second;
  return true;
}

unsigned Places::line(SourceLocation Loc) const {
  PresumedLoc Presumed = SM.getPresumedLoc(Loc);
  return Presumed.isValid() ? Presumed.getLine() : 0;
}

std::string Places::path(SourceLocation Loc) const {
  PresumedLoc Presumed = SM.getPresumedLoc(Loc);
  return Presumed.isValid() ? shownPath(Presumed.getFilename()) : std::string();
}

std::optional<unsigned> Places::before(SourceLocation Loc) const {
  if (Loc.isInvalid())
    return std::nullopt;
  if (Loc.isMacroID() && !Lexer::isAtStartOfMacroExpansion(Loc, SM, Lang, &Loc))
    return std::nullopt;
  return SM.getFileOffset(Loc);
}

std::optional<unsigned> Places::after(SourceLocation Loc) const {
  if (Loc.isInvalid())
    return std::nullopt;
  if (Loc.isMacroID() && !Lexer::isAtEndOfMacroExpansion(Loc, SM, Lang, &Loc))
    return std::nullopt;
  return SM.getFileOffset(Lexer::getLocForEndOfToken(Loc, 0, SM, Lang));
}

Insertion Places::around(Form Kind, const Expr *E) const {
  Insertion Out;
  auto Begin = before(E->getBeginLoc()), End = after(E->getEndLoc());
  if (!Begin || (Kind == Form::Wrap && (!End || fileId(E->getBeginLoc()) != fileId(E->getEndLoc())))) {
    Out.Reason = "inside a macro";
    return Out;
  }
  Out.Kind = Kind;
  Out.Begin = *Begin;
  Out.End = End.value_or(0);
  return Out;
}

/// The statement that ends where \p S ends.
static const Stmt *lastPart(const Stmt *S) {
  for (;;) {
    const Stmt *Part = nullptr;
    if (const auto *If = dyn_cast<IfStmt>(S))
      Part = If->getElse() ? If->getElse() : If->getThen();
    else if (const auto *For = dyn_cast<ForStmt>(S))
      Part = For->getBody();
    else if (const auto *While = dyn_cast<WhileStmt>(S))
      Part = While->getBody();
    else if (const auto *Range = dyn_cast<CXXForRangeStmt>(S))
      Part = Range->getBody();
    else if (const auto *Switch = dyn_cast<SwitchStmt>(S))
      Part = Switch->getBody();
    else if (const auto *Case = dyn_cast<SwitchCase>(S))
      Part = Case->getSubStmt();
    else if (const auto *Label = dyn_cast<LabelStmt>(S))
      Part = Label->getSubStmt();
    else if (const auto *Attributed = dyn_cast<AttributedStmt>(S))
      Part = Attributed->getSubStmt();
    if (!Part)
      return S;
    S = Part;
  }
}

/// The file location of the macro use that \p Loc ends, but for semicolons behind it; invalid where more follows there.
static SourceLocation lastOfExpansion(SourceLocation Loc, const SourceManager &SM, const LangOptions &Lang) {
  while (Loc.isMacroID()) {
    auto [Expansion, Offset] = SM.getDecomposedLoc(Loc);
    unsigned End = Offset + Lexer::MeasureTokenLength(SM.getSpellingLoc(Loc), SM, Lang);
    unsigned Size = SM.getFileIDSize(Expansion);
    if (End < Size) {
      llvm::StringRef Rest(SM.getCharacterData(Loc) + (End - Offset), Size - End);
      if (!Rest.trim("; \t\r\n\\").empty())
        return SourceLocation();
    }
    Loc = SM.getImmediateExpansionRange(Loc).getEnd();
  }
  return Loc;
}

std::optional<unsigned> Places::behindStatement(const Stmt *S) const {
  const Stmt *Last = lastPart(S);
  bool IsMacro = Last->getEndLoc().isMacroID();
  SourceLocation Loc = lastOfExpansion(Last->getEndLoc(), SM, Lang);
  if (Loc.isInvalid())
    return std::nullopt;
  SourceLocation End = Lexer::getLocForEndOfToken(Loc, 0, SM, Lang);
  if (!IsMacro && isa<CompoundStmt, CXXTryStmt, NullStmt, DeclStmt>(Last))
    return SM.getFileOffset(End);
  Token Next;
  bool HasSemicolon = !Lexer::getRawToken(End, Next, SM, Lang, true) && Next.is(tok::semi);
  if (!HasSemicolon && !IsMacro)
    return std::nullopt;
  return SM.getFileOffset(HasSemicolon ? Next.getEndLoc() : End);
}

llvm::StringRef Places::token(SourceLocation Loc) const {
  return {SM.getCharacterData(Loc), Lexer::MeasureTokenLength(Loc, SM, Lang)};
}

bool Places::startsLine(SourceLocation Loc) const {
  auto [File, Offset] = SM.getDecomposedLoc(SM.getExpansionLoc(Loc));
  llvm::StringRef Text = SM.getBufferData(File).take_front(Offset);
  llvm::StringRef Before = Text.drop_front(Text.find_last_of('\n') + 1);
  return Before.trim(" \t").empty();
}

bool Places::followsPragma(SourceLocation Loc) const {
  auto [File, Offset] = SM.getDecomposedLoc(SM.getExpansionLoc(Loc));
  llvm::StringRef Text = SM.getBufferData(File).take_front(Offset);
  Text = Text.take_front(Text.find_last_of('\n') + 1).rtrim();
  llvm::StringRef Line = Text.drop_front(Text.find_last_of('\n') + 1).ltrim();
  if (!Line.consume_front("#") || !Line.ltrim().starts_with("pragma"))
    return false;
  return !Line.contains("diagnostic") && !Line.contains("region") && !Line.contains("clang format") &&
         !Line.contains("mark ") && !Line.contains("NOLINT");
}
