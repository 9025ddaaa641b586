//===- ExprWalker.cpp - sites inside expressions --------------------------===//
//
// Operands of `&&`, `||` and `?:` that begin on a line of their own are sites; lambdas and statement expressions hold
// statements. Everything else in an expression belongs to the statement it stands in.
//
//===----------------------------------------------------------------------===//
#include "BodyWalker.h"

#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace hpi;

static bool isNeverEvaluated(const Stmt *S) {
  return isa<UnaryExprOrTypeTraitExpr, CXXTypeidExpr, CXXNoexceptExpr, ConstantExpr, RequiresExpr, CXXDefaultArgExpr,
             TypeTraitExpr, ConceptSpecializationExpr, OffsetOfExpr, ArrayTypeTraitExpr, CXXDefaultInitExpr>(S);
}

bool BodyWalker::startsLineOfItsOwn(const Expr *Previous, const Expr *E) const {
  return Where.line(E->getBeginLoc()) > Where.line(Previous->getEndLoc());
}

void BodyWalker::operandSite(const Expr *E, Form Kind) {
  Insertion Place;
  Place.Reason = "an operand that a comma could change";
  if (LeavesOperands)
    Place.Reason = "an initialiser that may be a constant";
  else if (Kind != Form::None)
    Place = Where.around(Kind, E);
  addSiteApart(HPI_SITE_OPERAND, E->getBeginLoc(), Place);
}

/// Where an operator may turn out to be overloaded, only a comma keeps its operands' types.
void BodyWalker::logical(BinaryOperator *Operator) {
  expression(Operator);
  Expr *Right = Operator->getRHS();
  if (!startsLineOfItsOwn(Operator->getLHS(), Right))
    return;
  Form Kind = Operator->isTypeDependent() ? Form::Wrap : Operator->getOpcode() == BO_LAnd ? Form::And : Form::Or;
  operandSite(Right, Kind);
}

/// A null pointer that gives the other operand its type must stay one; so must a throw.
static bool keepsItsType(const Expr *E, const Expr *Whole, ASTContext &Ctx) {
  const Expr *Bare = E->IgnoreParenImpCasts();
  if (isa<CXXThrowExpr, InitListExpr>(Bare))
    return false;
  if (Whole->isTypeDependent() || E->isTypeDependent())
    return !isa<IntegerLiteral, GNUNullExpr>(Bare);
  return !Whole->getType()->isPointerType() ||
         Bare->isNullPointerConstant(Ctx, Expr::NPC_ValueDependentIsNotNull) == Expr::NPCK_NotNull;
}

/// True where Clang may run \p E, with a probe that reads no variable, beside the other operand of a `?:`.
bool BodyWalker::mayRunBoth(const Expr *E) const {
  return Ctx.getLangOpts().CPlusPlus && !HasBase && (E->isInstantiationDependent() || E->isEvaluatable(Ctx));
}

void BodyWalker::conditional(AbstractConditionalOperator *Operator) {
  expression(Operator);
  Expr *True = Operator->getTrueExpr(), *False = Operator->getFalseExpr();
  bool HasMiddle = isa<ConditionalOperator>(Operator);
  auto FormOf = [&](const Expr *E) {
    return keepsItsType(E, Operator, Ctx) && !mayRunBoth(E) ? Form::Wrap : Form::None;
  };
  if (HasMiddle && startsLineOfItsOwn(Operator->getCond(), True))
    operandSite(True, FormOf(True));
  if (startsLineOfItsOwn(HasMiddle ? True : Operator->getCond(), False))
    operandSite(False, FormOf(False));
}

void BodyWalker::operand(Stmt *S) {
  if (!S || isNeverEvaluated(S))
    return;
  if (auto *Operator = dyn_cast<BinaryOperator>(S); Operator && Operator->isLogicalOp())
    return logical(Operator);
  if (auto *Operator = dyn_cast<AbstractConditionalOperator>(S))
    return conditional(Operator);
  expression(S);
}

void BodyWalker::expression(Stmt *S) {
  if (auto *Block = dyn_cast<StmtExpr>(S)) {
    llvm::SaveAndRestore<int> Keep(Current, -1);
    llvm::SaveAndRestore<bool> Touch(LeavesOperands, false);
    return compound(Block->getSubStmt());
  }
  if (auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    Around.found(Lambda->getLambdaClass());
    for (Expr *Init : Lambda->capture_inits())
      if (Init)
        expression(Init);
    return;
  }
  if (isa<BlockExpr>(S))
    return;
  if (auto *Generic = dyn_cast<GenericSelectionExpr>(S)) {
    if (!Generic->isResultDependent())
      expression(Generic->getResultExpr());
    return;
  }
  if (auto *List = dyn_cast<InitListExpr>(S); List && List->getSemanticForm() && List->getSemanticForm() != List)
    return expression(List->getSemanticForm());
  for (Stmt *Child : S->children())
    operand(Child);
}
