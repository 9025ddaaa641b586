//===- StaticObjects.cpp - what is evaluated before the program starts ----===//
//
// GCC tells `__builtin_is_constant_evaluated()` that it evaluates in most initialisers, but not in those that call a
// constructor by themselves: `T X;`, `T X(f(1));`, arrays of T. A probe there is no constant, and the object is made
// when the program starts: after others that may need it. So what such an initialiser evaluates has no probes.
//
//===----------------------------------------------------------------------===//
#include "StaticObjects.h"
#include "AstHeaders.h"
#include "Constancy.h"

using namespace clang;
using namespace hpi;

llvm::DenseSet<const ValueDecl *> StaticObjects::find() {
  if (Ctx.getLangOpts().CPlusPlus11)
    context(Ctx.getTranslationUnitDecl());
  while (!Waiting.empty())
    walk(Waiting.pop_back_val());
  return std::move(Reached);
}

//===----------------------------------------------------------------------===//
// Objects
//===----------------------------------------------------------------------===//

void StaticObjects::context(const DeclContext *DC) {
  for (const Decl *D : DC->noload_decls())
    declaration(D);
}

/// Templates by their instantiations: only those make objects.
void StaticObjects::declaration(const Decl *D) {
  const SourceManager &SM = Ctx.getSourceManager();
  if (D->getLocation().isValid() && SM.isInSystemHeader(SM.getExpansionLoc(D->getLocation())))
    return;
  if (const auto *VD = dyn_cast<VarDecl>(D))
    return variable(VD);
  if (const auto *Template = dyn_cast<ClassTemplateDecl>(D)) {
    for (const auto *Instance : Template->specializations())
      context(Instance);
  } else if (const auto *Template = dyn_cast<VarTemplateDecl>(D)) {
    for (const auto *Instance : Template->specializations())
      variable(Instance);
  } else if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D)) {
    for (const auto *Instance : Template->specializations())
      context(Instance);
  } else if (isa<NamespaceDecl, LinkageSpecDecl, ExportDecl, CXXRecordDecl, FunctionDecl>(D)) {
    context(cast<DeclContext>(D));
  }
}

/// Scalars are evaluated as they should be, and what must be a constant is.
void StaticObjects::variable(const VarDecl *VD) {
  const Expr *Init = VD->getInit();
  QualType Type = Ctx.getBaseElementType(VD->getType());
  bool MayRely = Init && VD->hasGlobalStorage() && !VD->isConstexpr() && !VD->hasAttr<ConstInitAttr>() &&
                 (Type->isRecordType() || Type->isReferenceType());
  if (MayRely && !VD->getDeclContext()->isDependentContext() && !Init->isInstantiationDependent() &&
      !runsForCertain(VD))
    evaluate(Init);
}

//===----------------------------------------------------------------------===//
// What makes them
//===----------------------------------------------------------------------===//

void StaticObjects::reach(const FunctionDecl *FD) {
  if (FD->isConstexpr() && !FD->isConsteval() && FD->isDefined(FD) && Reached.insert(FD).second)
    Waiting.push_back(FD);
}

void StaticObjects::destroy(QualType Type) {
  const CXXRecordDecl *Record = Ctx.getBaseElementType(Type)->getAsCXXRecordDecl();
  const CXXDestructorDecl *End = Record && Record->hasDefinition() ? Record->getDestructor() : nullptr;
  if (End)
    reach(End);
}

void StaticObjects::walk(const FunctionDecl *FD) {
  if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(FD))
    for (const CXXCtorInitializer *Init : Ctor->inits())
      evaluate(Init->getInit());
  evaluate(FD->getBody());
}

/// Goes through all that \p S may evaluate, and notes what it calls or names.
void StaticObjects::evaluate(const Stmt *S) {
  if (!S || isa<ConstantExpr, UnaryExprOrTypeTraitExpr, CXXNoexceptExpr>(S))
    return;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    if (const auto *FD = dyn_cast<FunctionDecl>(Ref->getDecl()))
      reach(FD);
  } else if (const auto *Member = dyn_cast<MemberExpr>(S)) {
    if (const auto *FD = dyn_cast<FunctionDecl>(Member->getMemberDecl()))
      reach(FD);
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S)) {
    reach(Construct->getConstructor());
  } else if (const auto *Inherited = dyn_cast<CXXInheritedCtorInitExpr>(S)) {
    reach(Inherited->getConstructor());
  } else if (const auto *Temporary = dyn_cast<CXXBindTemporaryExpr>(S)) {
    destroy(Temporary->getType());
  } else if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(S)) {
    if (Reached.insert(Default->getField()).second)
      evaluate(Default->getExpr());
  } else if (const auto *Argument = dyn_cast<CXXDefaultArgExpr>(S)) {
    evaluate(Argument->getExpr());
  } else if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *VD = dyn_cast<VarDecl>(D))
        destroy(VD->getType());
  }
  for (const Stmt *Child : S->children())
    evaluate(Child);
}
