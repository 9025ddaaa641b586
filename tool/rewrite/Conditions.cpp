//===- Conditions.cpp - where another compiler may see other code ---------===//
//
// Compilers differ in the macros that they define and in what `__has_builtin` and its like say, and in what a project
// derives from these. So a condition tells nothing of the compiler only where all its names are undefined or defined by
// the command, which is the same for both.
//
//===----------------------------------------------------------------------===//
#include "Conditions.h"

#include "clang/Lex/Lexer.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace hpi;

void Conditions::add(FileID File, unsigned Offset) {
  std::vector<unsigned> &List = Ends[File];
  List.insert(llvm::upper_bound(List, Offset), Offset);
}

size_t Conditions::before(FileID File, unsigned Offset) const {
  auto It = Ends.find(File);
  return It == Ends.end() ? 0 : llvm::lower_bound(It->second, Offset) - It->second.begin();
}

namespace {
class Recorder : public PPCallbacks {
public:
  Recorder(Preprocessor &PP, Conditions &Out) : PP(PP), Out(Out) {}

  void If(SourceLocation Loc, SourceRange Condition, ConditionValueKind) override { open(Loc, asks(Condition)); }
  void Ifdef(SourceLocation Loc, const Token &Name, const MacroDefinition &) override { open(Loc, asks(Name)); }
  void Ifndef(SourceLocation Loc, const Token &Name, const MacroDefinition &) override { open(Loc, asks(Name)); }
  void Elif(SourceLocation, SourceRange Condition, ConditionValueKind, SourceLocation) override {
    note(asks(Condition));
  }
  void Elifdef(SourceLocation, const Token &Name, const MacroDefinition &) override { note(asks(Name)); }
  void Elifndef(SourceLocation, const Token &Name, const MacroDefinition &) override { note(asks(Name)); }
  void Endif(SourceLocation Loc, SourceLocation) override {
    if (Open.empty())
      return;
    auto [Begin, Asks] = Open.pop_back_val();
    if (Asks)
      for (SourceLocation End : {Begin, Loc}) {
        auto [File, Offset] = PP.getSourceManager().getDecomposedLoc(End);
        Out.add(File, Offset);
      }
  }

private:
  void open(SourceLocation Loc, bool Asks) { Open.push_back({Loc, Asks}); }
  void note(bool Asks) {
    if (!Open.empty())
      Open.back().second |= Asks;
  }
  bool asks(const Token &Name) const { return Name.getIdentifierInfo() && asks(*Name.getIdentifierInfo()); }
  bool asks(const IdentifierInfo &Name) const;
  bool asks(SourceRange Condition) const;

  Preprocessor &PP;
  Conditions &Out;
  llvm::SmallVector<std::pair<SourceLocation, bool>, 8> Open;
};
} // namespace

bool Recorder::asks(const IdentifierInfo &Name) const {
  if (Name.getName().starts_with("__"))
    return true;
  const MacroInfo *Macro = PP.getMacroInfo(&Name);
  return Macro && !PP.getSourceManager().isWrittenInCommandLineFile(Macro->getDefinitionLoc());
}

bool Recorder::asks(SourceRange Condition) const {
  CharSourceRange Range = Lexer::getAsCharRange(Condition, PP.getSourceManager(), PP.getLangOpts());
  std::string Text = Lexer::getSourceText(Range, PP.getSourceManager(), PP.getLangOpts()).str();
  const char *Begin = Text.c_str(); // ended by a NUL, as a lexer needs it
  Lexer Words(SourceLocation(), PP.getLangOpts(), Begin, Begin, Begin + Text.size());
  Token Word;
  do {
    Words.LexFromRawLexer(Word);
    if (Word.is(tok::raw_identifier) && Word.getRawIdentifier() != "defined" &&
        asks(PP.getIdentifierTable().get(Word.getRawIdentifier())))
      return true;
  } while (Word.isNot(tok::eof));
  return false;
}

std::unique_ptr<PPCallbacks> Conditions::recorder(Preprocessor &PP) { return std::make_unique<Recorder>(PP, *this); }
