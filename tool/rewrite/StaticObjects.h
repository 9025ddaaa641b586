//===- StaticObjects.h - what is evaluated before the program starts ------===//
//
// Owns: which functions and default member initialisers make objects with static storage that other code may rely on
// before anything runs. GCC evaluates no probe there, and would make the object when the program starts.
// Must not: know where probes go.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REWRITE_STATICOBJECTS_H
#define HPINSTR_TOOL_REWRITE_STATICOBJECTS_H

#include "clang/AST/ASTContext.h"
#include "llvm/ADT/DenseSet.h"

namespace hpi {

/// Follows the initialisers of a unit's objects through all that the compiler evaluates for them.
class StaticObjects {
public:
  explicit StaticObjects(const clang::ASTContext &Ctx) : Ctx(Ctx) {}

  /// \returns functions, of templates the instantiations, and fields with an initialiser of their own
  llvm::DenseSet<const clang::ValueDecl *> find();

private:
  void context(const clang::DeclContext *DC);
  void declaration(const clang::Decl *D);
  void variable(const clang::VarDecl *VD);
  void reach(const clang::FunctionDecl *FD);
  void destroy(clang::QualType Type);
  void evaluate(const clang::Stmt *S);
  void walk(const clang::FunctionDecl *FD);

  const clang::ASTContext &Ctx;
  llvm::DenseSet<const clang::ValueDecl *> Reached;
  llvm::SmallVector<const clang::FunctionDecl *> Waiting;
};

} // namespace hpi

#endif
