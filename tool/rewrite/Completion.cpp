//===- Completion.cpp - does control always come out behind a statement? --===//
#include "Completion.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/Builtins.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace hpi;

/// Functions of the C library that return whatever they are given, or fault.
static bool isPlainLibrary(llvm::StringRef Name) {
  return llvm::StringSwitch<bool>(Name)
      .Cases({"memcpy", "memmove", "memset", "memcmp", "memchr", "strlen", "strcmp", "strncmp", "strchr", "strrchr"},
             true)
      .Cases({"strcpy", "strncpy", "strcat", "strstr", "abs", "labs", "llabs", "toupper", "tolower", "isdigit"}, true)
      .Cases({"isspace", "isalpha", "isalnum", "isupper", "islower", "fabs", "sqrt", "floor", "ceil", "fmin"}, true)
      .Cases({"sin", "cos", "tan", "exp", "log", "pow", "fmod", "fmax", "atan2"}, true)
      .Default(false);
}

static bool isPlainBuiltin(const FunctionDecl *FD, llvm::StringRef Name) {
  if (!FD->getBuiltinID() || FD->isNoReturn())
    return false;
  if (isPlainLibrary(Name))
    return true;
  return Name.consume_front("__builtin_") && !Name.contains("jmp") && !Name.contains("trap") &&
         !Name.contains("unreachable") && !Name.contains("eh_") && !Name.contains("coro") &&
         !Name.contains("operator") && !Name.contains("apply") && !Name.contains("printf") && !Name.contains("abort") &&
         !Name.contains("exit") && !Name.contains("dump");
}

bool Completion::comesBack(const FunctionDecl *FD) {
  const FunctionDecl *Definition = nullptr;
  bool IsOurs = FD->isInlined() || !FD->isExternallyVisible();
  if (!IsOurs || FD->isNoReturn() || FD->hasAttr<WeakAttr>() || !FD->hasBody(Definition) ||
      isa<CXXConstructorDecl>(FD) || Definition->isDependentContext())
    return false;
  auto [It, IsNew] = Functions.try_emplace(Definition, false);
  if (!IsNew)
    return It->second;
  const auto *Block = dyn_cast<CompoundStmt>(Definition->getBody());
  if (!Block)
    return false;
  bool Comes = comesOut(Block, Return);
  return Functions[Definition] = Comes;
}

bool Completion::call(const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee || Call->isTypeDependent() || Call->isValueDependent())
    return false;
  const IdentifierInfo *Id = Callee->getIdentifier();
  if (Id && isPlainBuiltin(Callee, Id->getName()))
    return childrenComeOut(Call, Behind);
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  if (Method && (Method->isVirtual() || Method->isTrivial()))
    return Method->isTrivial() && !Method->isVirtual() && childrenComeOut(Call, Behind);
  for (const ParmVarDecl *Param : Callee->parameters())
    if (Param->getType().isDestructedType())
      return false;
  return comesBack(Callee) && childrenComeOut(Call, Behind);
}

bool Completion::childrenComeOut(const Stmt *S, unsigned Ways) {
  return llvm::all_of(S->children(), [&](const Stmt *Child) { return comesOut(Child, Ways); });
}

/// True for a volatile object behind a pointer: who writes that expects more than memory there, a fault for one.
static bool isVolatileAccess(const Stmt *S) {
  const auto *E = dyn_cast<Expr>(S);
  if (!E || !E->isGLValue() || E->getType().isNull() || !E->getType().isVolatileQualified())
    return false;
  const auto *Deref = dyn_cast<UnaryOperator>(E);
  const auto *Member = dyn_cast<MemberExpr>(E);
  return (Deref && Deref->getOpcode() == UO_Deref) || isa<ArraySubscriptExpr>(E) || (Member && Member->isArrow());
}

/// Expressions with an answer of their own; clears \p Known for all others.
bool Completion::expression(const Stmt *S, bool &Known) {
  if (isVolatileAccess(S))
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    return call(Call);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(S))
    return Construct->getConstructor()->isTrivial() && childrenComeOut(S, Behind);
  if (isa<CXXNewExpr, CXXDeleteExpr, CXXThrowExpr, CoroutineSuspendExpr, CXXDynamicCastExpr, CXXTypeidExpr, BlockExpr,
          CXXUnresolvedConstructExpr, CXXInheritedCtorInitExpr, AtomicExpr>(S))
    return false;
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(S))
    return comesOut(Default->getExpr());
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(S))
    return comesOut(Default->getExpr());
  if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(S); Cleanups && Cleanups->getNumObjects())
    return false;
  if (isa<CXXBindTemporaryExpr>(S))
    return false;
  if (const auto *E = dyn_cast<Expr>(S); E && E->isTypeDependent())
    return false; // may be an overloaded operator
  if (isa<LambdaExpr>(S)) {
    for (const Expr *Init : cast<LambdaExpr>(S)->capture_inits())
      if (Init && !comesOut(Init))
        return false;
    return true;
  }
  Known = false;
  return true;
}

bool Completion::declaresPlainly(const DeclStmt *DS) {
  return llvm::all_of(DS->decls(), [](const Decl *D) {
    const auto *Variable = dyn_cast<VarDecl>(D);
    return !Variable || (!Variable->getType().isDestructedType() && !Variable->getType()->isDependentType() &&
                         !Variable->hasAttr<CleanupAttr>());
  });
}

bool Completion::neverEnds(const Stmt *S) {
  if (isa<ReturnStmt, BreakStmt, ContinueStmt, GotoStmt, IndirectGotoStmt, CoreturnStmt, CXXThrowExpr>(S))
    return true;
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    return !Block->body_empty() && neverEnds(Block->body_back());
  if (const auto *If = dyn_cast<IfStmt>(S))
    return If->getElse() && neverEnds(If->getThen()) && neverEnds(If->getElse());
  if (const auto *Label = dyn_cast<LabelStmt>(S))
    return neverEnds(Label->getSubStmt());
  if (const auto *Attributed = dyn_cast<AttributedStmt>(S))
    return neverEnds(Attributed->getSubStmt());
  if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(S))
    return neverEnds(Cleanups->getSubExpr());
  const auto *Call = dyn_cast<CallExpr>(S);
  return Call && Call->getDirectCallee() && Call->getDirectCallee()->isNoReturn();
}

bool Completion::comesOut(const Stmt *S, unsigned Ways) {
  if (!S)
    return true;
  if (isa<BreakStmt>(S))
    return Ways & Break;
  if (isa<ContinueStmt>(S))
    return Ways & Continue;
  if (isa<ReturnStmt>(S))
    return (Ways & Return) && childrenComeOut(S, Behind);
  if (const auto *Switch = dyn_cast<SwitchStmt>(S))
    return comesOut(Switch->getInit()) && comesOut(Switch->getCond()) &&
           comesOut(Switch->getConditionVariableDeclStmt()) && comesOut(Switch->getBody(), Ways | Break | Case);
  if (const auto *Do = dyn_cast<DoStmt>(S)) {
    bool Value = true;
    return !Do->getCond()->isInstantiationDependent() && Do->getCond()->EvaluateAsBooleanCondition(Value, Ctx) &&
           !Value && comesOut(Do->getBody(), (Ways & Return) | Break | Continue);
  }
  if (isa<SwitchCase>(S))
    return (Ways & Case) && childrenComeOut(S, Ways);
  if (isa<GotoStmt, IndirectGotoStmt, LabelStmt, ForStmt, WhileStmt, CXXForRangeStmt, AsmStmt, CXXTryStmt, CoreturnStmt,
          CoroutineBodyStmt, OMPExecutableDirective>(S))
    return false;
  if (const auto *DS = dyn_cast<DeclStmt>(S); DS && !declaresPlainly(DS))
    return false;
  bool Known = true;
  bool Comes = isa<Expr>(S) ? expression(S, Known) : (Known = false);
  return Known ? Comes : childrenComeOut(S, Ways);
}
