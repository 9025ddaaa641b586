//===- Completion.h - does control always come out behind a statement? ----===//
//
// Owns: the answer, from the syntax tree alone. A call may exit, throw or never return, so what stands behind it has a
// count of its own, unless the callee is known to come back. Must not: know what a site is.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REWRITE_COMPLETION_H
#define HPINSTR_TOOL_REWRITE_COMPLETION_H

#include "llvm/ADT/DenseMap.h"

namespace clang {
class ASTContext;
class CallExpr;
class CXXConstructExpr;
class DeclStmt;
class FunctionDecl;
class Stmt;
} // namespace clang

namespace hpi {

class Completion {
public:
  explicit Completion(clang::ASTContext &Ctx) : Ctx(Ctx) {}

  /// What may leave \p S and still counts as coming out behind it.
  enum Way { Behind = 0, Break = 1, Continue = 2, Case = 4, Return = 8 };

  /// True where control that enters \p S at its top always comes out behind it, and nothing else enters it. Faults and
  /// the end of the process by another thread excepted.
  bool comesOut(const clang::Stmt *S, unsigned Ways = Behind);

  /// True where nothing comes out behind \p S, whatever enters it: it ends in a jump.
  static bool neverEnds(const clang::Stmt *S);

  /// True where nothing runs when the variables of \p DS go.
  static bool declaresPlainly(const clang::DeclStmt *DS);

private:
  bool childrenComeOut(const clang::Stmt *S, unsigned Ways);
  bool expression(const clang::Stmt *S, bool &Known);
  bool call(const clang::CallExpr *Call);
  bool comesBack(const clang::FunctionDecl *FD);

  clang::ASTContext &Ctx;
  llvm::DenseMap<const clang::FunctionDecl *, bool> Functions; ///< false while being looked into: recursion may not end
};

} // namespace hpi

#endif
