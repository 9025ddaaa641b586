//===- MarkBuilder.h - AST nodes that say "site N is reached here" --------===//
//
// Owns: the declarations of the mark functions and the expressions that call them.
// Must not: decide where marks stand.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_PLUGIN_MARKBUILDER_H
#define HPINSTR_PLUGIN_MARKBUILDER_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include <string>

namespace hpi {

class MarkBuilder {
public:
  /// \param Suffix tells the marks of this unit from those of others
  MarkBuilder(clang::ASTContext &Ctx, std::string Suffix) : Ctx(Ctx), Suffix(std::move(Suffix)) {}

  /// `mark(Site)`, of type void.
  clang::Expr *call(unsigned Site, clang::SourceLocation Loc);

  /// `__builtin_assume(constmark(Site))`: code generation evaluates it, constant evaluation passes over it.
  clang::Expr *constantCall(unsigned Site, clang::SourceLocation Loc);

  /// Like call(), of no site: keeps an initialiser from being evaluated by the compiler, and leaves no code.
  clang::Expr *opaqueCall(clang::SourceLocation Loc) { return call(~0u, Loc); }

  /// `(Mark, E)`, with the comma inside the scope of E's temporaries.
  clang::Expr *before(clang::Expr *Mark, clang::Expr *E);

  /// True for an expression made by call() or constantCall() of any unit.
  static bool isMark(const clang::Stmt *S);

private:
  clang::FunctionDecl *declare(const char *Name, clang::QualType Result, clang::QualType Argument);
  clang::FunctionDecl *declareMark(const char *Name, const std::string &Label, clang::QualType Result, bool IsConst);
  clang::Expr *callTo(clang::FunctionDecl *Callee, clang::Expr *Argument, clang::CastKind Decay,
                      clang::SourceLocation Loc);
  clang::Expr *siteLiteral(unsigned Site, clang::SourceLocation Loc);
  clang::FunctionDecl *declareAssume();

  clang::ASTContext &Ctx;
  std::string Suffix;
  clang::FunctionDecl *Mark = nullptr, *ConstMark = nullptr, *Assume = nullptr;
};

} // namespace hpi

#endif
