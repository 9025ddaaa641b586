//===- ExprMarks.cpp - marks inside expressions ---------------------------===//
//
// Operands of `&&`, `||` and `?:` that begin on a line of their own are sites; lambdas, blocks and statement
// expressions hold statements. Everything else in an expression belongs to the statement it stands in.
//
//===----------------------------------------------------------------------===//
#include "BodyMarker.h"

using namespace clang;
using namespace hpi;

/// A node without the mark that an earlier pass over it (for a module interface, say) left.
Stmt *BodyMarker::unmarked(Stmt *S) const {
  auto *Comma = dyn_cast_or_null<BinaryOperator>(S);
  if (Comma && Comma->getOpcode() == BO_Comma && MarkBuilder::isMark(Comma->getLHS()))
    return Comma->getRHS();
  if (auto *Cleanups = dyn_cast_or_null<ExprWithCleanups>(S))
    Cleanups->setSubExpr(cast<Expr>(unmarked(Cleanups->getSubExpr())));
  return S;
}

static bool isNeverEvaluated(const Stmt *S) {
  return isa<UnaryExprOrTypeTraitExpr, CXXTypeidExpr, CXXNoexceptExpr, ConstantExpr, RequiresExpr, CXXDefaultArgExpr,
             TypeTraitExpr, ConceptSpecializationExpr, OffsetOfExpr, ArrayTypeTraitExpr>(S);
}

bool BodyMarker::startsLineOfItsOwn(const Expr *Previous, const Expr *E) const {
  return Lines.line(E->getBeginLoc()) > Lines.line(Previous->getEndLoc());
}

void BodyMarker::logical(BinaryOperator *Operator) {
  Operator->setRHS(cast<Expr>(unmarked(Operator->getRHS())));
  expression(Operator);
  Expr *Right = Operator->getRHS();
  if (startsLineOfItsOwn(Operator->getLHS(), Right))
    Operator->setRHS(commaMark(Right, HPI_SITE_OPERAND, Right->getBeginLoc()));
}

void BodyMarker::conditional(AbstractConditionalOperator *Operator) {
  expression(Operator);
  Expr *True = Operator->getTrueExpr(), *False = Operator->getFalseExpr();
  bool HasMiddle = isa<ConditionalOperator>(Operator);
  bool MarkTrue = HasMiddle && startsLineOfItsOwn(Operator->getCond(), True);
  bool MarkFalse = startsLineOfItsOwn(HasMiddle ? True : Operator->getCond(), False);
  for (Stmt *&Child : Operator->children())
    if ((Child == True && MarkTrue) || (Child == False && MarkFalse))
      Child = commaMark(cast<Expr>(Child), HPI_SITE_OPERAND, Child->getBeginLoc());
}

/// Functions of a precompiled header or module are read from the file only once they are used.
void BodyMarker::mentioned(Stmt *S) {
  ValueDecl *D = nullptr;
  if (auto *Ref = dyn_cast<DeclRefExpr>(S))
    D = Ref->getDecl();
  else if (auto *Member = dyn_cast<MemberExpr>(S))
    D = Member->getMemberDecl();
  else if (auto *Construct = dyn_cast<CXXConstructExpr>(S))
    D = Construct->getConstructor();
  if (D && D->isFromASTFile())
    Around.found(D);
}

/// Since Clang 20 a use may hold a copy of the member's initialiser, made before or after that was marked.
Expr *BodyMarker::defaultInitialiser(CXXDefaultInitExpr *Default) {
  int Site = Around.fieldSite(Default->getField());
  if (!Marks || Site < 0 || !Default->hasRewrittenInit() || unmarked(Default->getExpr()) != Default->getExpr())
    return Default;
  return Marks->before(Marks->constantCall(Site, Default->getField()->getLocation()), Default);
}

void BodyMarker::operand(Stmt *&Slot) {
  if (!Slot || isNeverEvaluated(Slot))
    return;
  Slot = unmarked(Slot);
  mentioned(Slot);
  if (auto *Default = dyn_cast<CXXDefaultInitExpr>(Slot)) {
    Slot = defaultInitialiser(Default);
    return;
  }
  if (auto *Operator = dyn_cast<BinaryOperator>(Slot); Operator && Operator->isLogicalOp())
    return logical(Operator);
  if (auto *Operator = dyn_cast<AbstractConditionalOperator>(Slot))
    return conditional(Operator);
  expression(Slot);
}

void BodyMarker::expression(Stmt *S) {
  if (auto *Block = dyn_cast<StmtExpr>(S)) {
    Block->setSubStmt(cast<CompoundStmt>(compound(Block->getSubStmt())));
    return;
  }
  if (auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    Around.found(Lambda->getLambdaClass());
    for (Expr *&Init : llvm::make_range(Lambda->capture_init_begin(), Lambda->capture_init_end()))
      if (Init)
        expression(Init);
    return;
  }
  if (auto *Block = dyn_cast<BlockExpr>(S)) {
    if (auto *Body = dyn_cast_or_null<CompoundStmt>(Block->getBlockDecl()->getBody()))
      Block->getBlockDecl()->setBody(cast<CompoundStmt>(compound(Body)));
    return;
  }
  if (auto *Generic = dyn_cast<GenericSelectionExpr>(S)) {
    if (!Generic->isResultDependent())
      expression(Generic->getResultExpr());
    return;
  }
  if (auto *New = dyn_cast<CXXNewExpr>(S))
    allocation(New);
  if (auto *List = dyn_cast<InitListExpr>(S); List && List->getSemanticForm() && List->getSemanticForm() != List)
    return expression(List->getSemanticForm());
  for (Stmt *&Child : S->children())
    operand(Child);
}
