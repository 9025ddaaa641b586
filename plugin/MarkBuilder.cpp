//===- MarkBuilder.cpp - AST nodes that say "site N is reached here" ------===//
#include "MarkBuilder.h"
#include "Unit.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/Builtins.h"

using namespace clang;
using namespace hpi;

/// An implicit `extern Result Name(Argument)` that cannot throw.
FunctionDecl *MarkBuilder::declare(const char *Name, QualType Result, QualType Argument) {
  QualType Type = Ctx.getFunctionType(Result, {Argument}, FunctionProtoType::ExtProtoInfo());
  auto *FD = FunctionDecl::Create(Ctx, Ctx.getTranslationUnitDecl(), SourceLocation(), SourceLocation(),
                                  &Ctx.Idents.get(Name), Type, nullptr, SC_Extern);
  auto *Param =
      ParmVarDecl::Create(Ctx, FD, SourceLocation(), SourceLocation(), nullptr, Argument, nullptr, SC_None, nullptr);
  FD->setParams({Param});
  FD->setImplicit();
  FD->addAttr(NoThrowAttr::CreateImplicit(Ctx));
  return FD;
}

FunctionDecl *MarkBuilder::declareMark(const char *Name, const std::string &Label, QualType Result, bool IsConst) {
  FunctionDecl *FD = declare(Name, Result, Ctx.IntTy);
  FD->addAttr(AsmLabelAttr::CreateImplicit(Ctx, Label));
  if (IsConst)
    FD->addAttr(ConstAttr::CreateImplicit(Ctx));
  return FD;
}

/// Made by hand: Sema makes builtins only while the unit is being parsed.
FunctionDecl *MarkBuilder::declareAssume() {
  FunctionDecl *FD = declare("__builtin_assume", Ctx.VoidTy, Ctx.BoolTy);
  FD->addAttr(BuiltinAttr::CreateImplicit(Ctx, Builtin::BI__builtin_assume));
  return FD;
}

Expr *MarkBuilder::callTo(FunctionDecl *Callee, Expr *Argument, CastKind Decay, SourceLocation Loc) {
  Expr *Ref = DeclRefExpr::Create(Ctx, NestedNameSpecifierLoc(), SourceLocation(), Callee, false, Loc,
                                  Callee->getType(), VK_LValue);
  Expr *Function = ImplicitCastExpr::Create(Ctx, Ctx.getPointerType(Callee->getType()), Decay, Ref, nullptr, VK_PRValue,
                                            FPOptionsOverride());
  return CallExpr::Create(Ctx, Function, {Argument}, Callee->getCallResultType(), VK_PRValue, Loc, FPOptionsOverride());
}

Expr *MarkBuilder::siteLiteral(unsigned Site, SourceLocation Loc) {
  return IntegerLiteral::Create(Ctx, llvm::APInt(Ctx.getIntWidth(Ctx.IntTy), Site), Ctx.IntTy, Loc);
}

Expr *MarkBuilder::call(unsigned Site, SourceLocation Loc) {
  if (!Mark)
    Mark = declareMark("__hpi_mark", MarkPrefix + Suffix, Ctx.VoidTy, false);
  return callTo(Mark, siteLiteral(Site, Loc), CK_FunctionToPointerDecay, Loc);
}

Expr *MarkBuilder::constantCall(unsigned Site, SourceLocation Loc) {
  if (!ConstMark)
    ConstMark = declareMark("__hpi_constmark", ConstMarkPrefix + Suffix, Ctx.BoolTy, true);
  Expr *Reached = callTo(ConstMark, siteLiteral(Site, Loc), CK_FunctionToPointerDecay, Loc);
  if (!Assume)
    Assume = declareAssume();
  Expr *Ref = DeclRefExpr::Create(Ctx, NestedNameSpecifierLoc(), SourceLocation(), Assume, false, Loc, Ctx.BuiltinFnTy,
                                  VK_PRValue);
  Expr *Function = ImplicitCastExpr::Create(Ctx, Ctx.getPointerType(Assume->getType()), CK_BuiltinFnToFnPtr, Ref,
                                            nullptr, VK_PRValue, FPOptionsOverride());
  return CallExpr::Create(Ctx, Function, {Reached}, Ctx.VoidTy, VK_PRValue, Loc, FPOptionsOverride());
}

Expr *MarkBuilder::before(Expr *Mark, Expr *E) {
  if (auto *Cleanups = dyn_cast<ExprWithCleanups>(E)) {
    Cleanups->setSubExpr(before(Mark, Cleanups->getSubExpr()));
    return Cleanups;
  }
  return BinaryOperator::Create(Ctx, Mark, E, BO_Comma, E->getType(), E->getValueKind(), E->getObjectKind(),
                                E->getExprLoc(), FPOptionsOverride());
}

bool MarkBuilder::isMark(const Stmt *S) {
  const auto *Call = dyn_cast_or_null<CallExpr>(S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return false;
  if (Callee->getBuiltinID() == Builtin::BI__builtin_assume)
    return isMark(Call->getArg(0)->IgnoreImplicit());
  const auto *Label = Callee->isImplicit() ? Callee->getAttr<AsmLabelAttr>() : nullptr;
  return Label && (Label->getLabel().starts_with(MarkPrefix) || Label->getLabel().starts_with(ConstMarkPrefix));
}
