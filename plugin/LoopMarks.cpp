//===- LoopMarks.cpp - marks in loop conditions ---------------------------===//
//
// A loop's header counts evaluations of its condition. The mark goes into the condition itself, so that it is evaluated
// exactly as often, whatever leads there: the entry, the end of the body or `continue`.
//
//===----------------------------------------------------------------------===//
#include "BodyMarker.h"

#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace hpi;

/// `(mark, Cond)`. A condition that the compiler knows must stay known: an endless loop may not turn into one that the
/// optimiser is allowed to assume finite.
Expr *BodyMarker::condition(Expr *Cond, SourceLocation Loc, int *SiteOut) {
  Cond = cast<Expr>(unmarked(Cond));
  Stmt *Slot = Cond;
  operand(Slot);
  Cond = cast<Expr>(Slot);
  int Site = addSite(HPI_SITE_LOOP, Loc);
  if (SiteOut)
    *SiteOut = Site;
  bool IsKnown = false, Value;
  if (!Cond->isValueDependent() && !Cond->isTypeDependent())
    IsKnown = Cond->EvaluateAsBooleanCondition(Value, Ctx);
  llvm::SaveAndRestore<bool> Evaluated(MayEvaluate, MayEvaluate || IsKnown);
  Expr *Mark = markFor(Site, Cond->getBeginLoc());
  return Mark ? Marks->before(Mark, Cond) : Cond;
}

/// `while (T X = init)`: the initialiser runs at each evaluation.
void BodyMarker::conditionVariable(VarDecl *Variable, SourceLocation Loc) {
  Expr *Init = cast<Expr>(unmarked(Variable->getInit()));
  Stmt *Slot = Init;
  operand(Slot);
  Expr *Marked = commaMark(Init, HPI_SITE_LOOP, Loc);
  if (Marked != Init)
    Variable->setInit(Marked);
}

void BodyMarker::insideFor(ForStmt *For) {
  SourceLocation Loc = For->getForLoc();
  Expr *Cond = For->getCond();
  int Total = -1;
  if (For->getInit())
    inside(For->getInit());
  if (VarDecl *Variable = For->getConditionVariable(); Variable && Variable->getInit()) {
    conditionVariable(Variable, Loc);
  } else if (For->getCond()) {
    For->setCond(condition(For->getCond(), Loc, &Total));
  } else if (Expr *Mark = markFor(addSite(HPI_SITE_LOOP, Loc), Loc)) {
    llvm::APInt One(Ctx.getIntWidth(Ctx.IntTy), 1);
    Expr *True = Ctx.getLangOpts().CPlusPlus
                     ? static_cast<Expr *>(CXXBoolLiteralExpr::Create(Ctx, true, Ctx.BoolTy, Loc))
                     : IntegerLiteral::Create(Ctx, One, Ctx.IntTy, Loc);
    // The loop stays known to be endless only where the mark can be evaluated.
    if (!MayEvaluate)
      Mark = Marks->constantCall(Table.Sites.size() - 1, Loc);
    For->setCond(Marks->before(Mark, True));
  }
  if (For->getInc())
    operand(*llvm::find(For->children(), For->getInc()));
  For->setBody(decided(For->getBody(), Cond, Total, Loc));
}

void BodyMarker::insideWhile(WhileStmt *While) {
  SourceLocation Loc = While->getWhileLoc();
  Expr *Cond = While->getCond();
  int Total = -1;
  if (VarDecl *Variable = While->getConditionVariable(); Variable && Variable->getInit())
    conditionVariable(Variable, Loc);
  else
    While->setCond(condition(While->getCond(), Loc, &Total));
  While->setBody(decided(While->getBody(), Cond, Total, Loc));
}

/// The header is `while`: on one line with its body, the body's first statement comes before it.
void BodyMarker::insideDo(DoStmt *Do) {
  Do->setBody(single(Do->getBody()));
  Do->setCond(condition(Do->getCond(), Do->getWhileLoc()));
}

void BodyMarker::insideRangeFor(CXXForRangeStmt *For) {
  if (For->getInit())
    inside(For->getInit());
  if (DeclStmt *Range = For->getRangeStmt())
    declarations(Range);
  if (For->getCond())
    For->setCond(condition(For->getCond(), For->getForLoc()));
  else
    addSite(HPI_SITE_LOOP, For->getForLoc());
  For->setBody(single(For->getBody()));
}
