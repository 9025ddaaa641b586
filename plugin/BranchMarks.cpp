//===- BranchMarks.cpp - conditions whose outcomes are counted anyway -----===//
//
// A branch has no counter of its own. Where a condition cannot leave but by its two ways, and the statement that begins
// the taken one has a number, both outcomes follow from numbers that are there.
//
//===----------------------------------------------------------------------===//
#include "BodyMarker.h"

using namespace clang;
using namespace hpi;

/// False where evaluating \p S may throw, exit or jump.
static bool alwaysDecides(const Stmt *S) {
  if (!S)
    return true;
  if (isa<CallExpr, CXXConstructExpr, CXXNewExpr, CXXThrowExpr, CXXDeleteExpr, StmtExpr, LambdaExpr,
          CoroutineSuspendExpr>(S))
    return false;
  return llvm::all_of(S->children(), alwaysDecides);
}

/// True where the first site in \p S counts how often control enters \p S.
static bool beginsWithStatement(const Stmt *S) {
  while (const auto *Block = dyn_cast<CompoundStmt>(S)) {
    if (Block->body_empty())
      return false;
    S = Block->body_front();
  }
  return !isa<NullStmt, DeclStmt, LabelStmt, SwitchCase, AttributedStmt, CXXTryStmt, ForStmt, WhileStmt, DoStmt,
              CXXForRangeStmt>(S);
}

/// Marks \p Taken, which runs where \p Cond holds, and notes the branch at \p Loc if its outcomes are known. \p Total
/// is the site that counts how often the condition is asked, -1 for none.
Stmt *BodyMarker::decided(Stmt *Taken, Expr *Cond, int Total, SourceLocation Loc) {
  size_t First = Table.Sites.size();
  bool IsKnown = Total >= 0 && beginsWithStatement(Taken) && alwaysDecides(Cond);
  Stmt *Marked = single(Taken);
  SiteRecord Place;
  if (IsKnown && Table.Sites.size() > First && Lines.place(Place, Loc))
    Table.Branches.push_back({Place.File, Place.Line, Place.Column, unsigned(Total), unsigned(First)});
  return Marked;
}
