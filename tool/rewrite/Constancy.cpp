//===- Constancy.cpp - does an initialiser run, or is it a constant? ------===//
#include "Constancy.h"
#include "AstHeaders.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ExprConcepts.h"

using namespace clang;
using namespace hpi;

/// True where \p S may not be evaluated, or not once, however its parts look.
static bool isOptional(const Stmt *S) {
  return isa<UnaryExprOrTypeTraitExpr, CXXTypeidExpr, CXXNoexceptExpr, ConstantExpr, RequiresExpr, TypeTraitExpr,
             ArrayTypeTraitExpr, ConceptSpecializationExpr, OffsetOfExpr, CXXDefaultArgExpr, CXXDefaultInitExpr,
             LambdaExpr, BlockExpr, StmtExpr, GenericSelectionExpr, ChooseExpr, PackExpansionExpr, CXXFoldExpr>(S);
}

/// Only what may be evaluated by no compiler: some know what functions of their library return.
static bool isCallAtRunTime(const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  return Callee && !Callee->isConstexpr() && !Callee->isDependentContext() && !(Method && Method->isVirtual());
}

/// True where \p S, evaluated, certainly makes a call that no constant may make.
static bool certainlyRuns(const Stmt *S) {
  if (!S || isOptional(S))
    return false;
  if (const auto *Operator = dyn_cast<BinaryOperator>(S); Operator && Operator->isLogicalOp())
    return certainlyRuns(Operator->getLHS());
  if (const auto *Operator = dyn_cast<BinaryConditionalOperator>(S))
    return certainlyRuns(Operator->getCommon());
  if (const auto *Operator = dyn_cast<ConditionalOperator>(S))
    return certainlyRuns(Operator->getCond());
  if (const auto *Call = dyn_cast<CallExpr>(S)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (Callee && Callee->getBuiltinID())
      return false;
    if (isCallAtRunTime(Call))
      return true;
  }
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(S)) {
    const CXXConstructorDecl *Ctor = Construct->getConstructor();
    if (Ctor->isUserProvided() && !Ctor->isConstexpr() && !Ctor->isDependentContext())
      return true;
  }
  return llvm::any_of(S->children(), certainlyRuns);
}

/// True where another compiler may evaluate \p S: it calls what that knows, or what calls it.
static bool mayBeEvaluated(const Stmt *S, bool IsScalar) {
  if (!S)
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    if (const FunctionDecl *Callee = Call->getDirectCallee())
      if (Callee->getBuiltinID() || (IsScalar && Callee->isConstexpr()))
        return true;
  return llvm::any_of(S->children(), [IsScalar](const Stmt *Child) { return mayBeEvaluated(Child, IsScalar); });
}

Constancy hpi::constancyOf(const VarDecl *VD) {
  const Expr *Init = VD->getInit();
  QualType Type = VD->getType();
  bool IsDependent = Type->isDependentType() || Init->isInstantiationDependent() || Init->isValueDependent();
  bool IsPattern = IsDependent || VD->getDeclContext()->isDependentContext() || VD->getDescribedVarTemplate() ||
                   isa<VarTemplatePartialSpecializationDecl>(VD);
  // What a class initialises in place is a constant, but for inline variables.
  bool IsInPlace = IsPattern && VD->isFirstDecl() && VD->isStaticDataMember() && !VD->isInline();
  if (IsInPlace || (!IsDependent && VD->evaluateValue()))
    return Constancy::Constant;
  if (IsPattern)
    return certainlyRuns(Init) ? Constancy::Runs : Constancy::Unknown;
  bool IsScalar = Type->isReferenceType() || Type->isScalarType();
  return certainlyRuns(Init) || !mayBeEvaluated(Init, IsScalar) ? Constancy::Runs : Constancy::Unknown;
}

bool hpi::runsForCertain(const VarDecl *VD) { return !VD->evaluateValue() && certainlyRuns(VD->getInit()); }
