//===- Variables.cpp - marks initialisers of variables outside of functions -===//
#include "Consumer.h"

#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace hpi;

static bool isTriviallyConstructed(const Expr *Init) {
  auto *Construct = dyn_cast<CXXConstructExpr>(Init->IgnoreImplicit());
  return Construct && Construct->getConstructor()->isTrivial() && Construct->getConstructor()->isDefaultConstructor();
}

/// True where \p S, of a template's own text, is a constant whatever the arguments: conservative.
static bool isAlwaysConstant(const Stmt *S) {
  auto *E = dyn_cast_or_null<Expr>(S);
  if (!E || E->isTypeDependent())
    return false;
  if (isa<UnaryExprOrTypeTraitExpr, TypeTraitExpr, SizeOfPackExpr, CXXNoexceptExpr>(E))
    return true;
  if (auto *Ref = dyn_cast<DeclRefExpr>(E))
    return isa<EnumConstantDecl, FunctionDecl>(Ref->getDecl()) ||
           (isa<NonTypeTemplateParmDecl>(Ref->getDecl()) && Ref->getType()->isIntegralOrEnumerationType());
  return isa<IntegerLiteral, FloatingLiteral, CharacterLiteral, CXXBoolLiteralExpr, CXXNullPtrLiteralExpr, ParenExpr,
             CastExpr, UnaryOperator, BinaryOperator, ConditionalOperator>(E) &&
         llvm::all_of(E->children(), isAlwaysConstant);
}

/// True where the pattern \p VD cannot have an instance whose initialiser runs.
static bool isConstantPattern(const VarDecl *VD) {
  // What a class initialises in place is a constant, but for inline variables.
  if (VD->isFirstDecl() && VD->isStaticDataMember() && !VD->isInline())
    return true;
  if (VD->getType()->isDependentType())
    return false;
  return VD->getInit()->isValueDependent() ? isAlwaysConstant(VD->getInit()) : VD->evaluateValue() != nullptr;
}

bool Consumer::isPattern(const VarDecl *VD) {
  return VD->getDeclContext()->isDependentContext() || VD->getDescribedVarTemplate() ||
         isa<VarTemplatePartialSpecializationDecl>(VD) || (VD->getInit() && VD->getInit()->isValueDependent());
}

void Consumer::variableTemplate(VarTemplateDecl *Template) {
  variable(Template->getTemplatedDecl());
  for (VarTemplateSpecializationDecl *Instance : Template->specializations())
    variable(Instance);
}

/// A variable outside of functions counts where its initialiser runs.
void Consumer::variable(VarDecl *VD) {
  if (!VD->getInit() || !VD->hasGlobalStorage() || VD->isConstexpr() || VD->isLocalVarDecl() ||
      !CI.getLangOpts().CPlusPlus || Selection.skipsFile(VD->getLocation(), *Lines) || !Seen.insert(VD).second)
    return;
  bool MayRun = !isTriviallyConstructed(VD->getInit());
  if (isPattern(VD)) {
    if (MayRun)
      PatternVariables.push_back(VD);
  } else if (MayRun && !VD->evaluateValue()) {
    markVariable(VD);
  } else if (const VarDecl *Written = VD->getTemplateInstantiationPattern()) {
    ConstantPatterns.insert(Written->getCanonicalDecl());
  }
}

void Consumer::markVariable(VarDecl *VD) {
  const VarDecl *Written = VD->getTemplateInstantiationPattern();
  Expr *Init = VD->getInit();
  Expr *Marked = marker(VD, -1, true).markInitialiser(Init, (Written ? Written : VD)->getBeginLoc());
  if (Marked != Init)
    VD->setInit(Marked);
}

/// A pattern's own text tells only what may run: where an instance is constant the others speak for it, if they run.
void Consumer::patternVariables() {
  for (VarDecl *VD : PatternVariables)
    if (!ConstantPatterns.count(VD->getCanonicalDecl()) && !isConstantPattern(VD))
      markVariable(VD);
}
