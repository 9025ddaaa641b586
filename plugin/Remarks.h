//===- Remarks.h - -Rpass=hpinstr and -Rpass-missed=hpinstr ---------------===//
//
// Owns: what the compiler says about functions with and without probes, when asked. They are Clang's own remarks at
// places in the source, so that they need no debug information. Must not: decide what gets probes.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_PLUGIN_REMARKS_H
#define HPINSTR_PLUGIN_REMARKS_H

#include "Unit.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/ADT/StringSet.h"

namespace hpi {

/// Runs behind the consumer that fills \p U.
class Remarks : public clang::ASTConsumer {
public:
  Remarks(clang::CompilerInstance &CI, const Unit &U);

  /// \p FD gets no probes because of \p Reason.
  void skipped(const clang::FunctionDecl *FD, HpiSkipReason Reason);

  bool HandleTopLevelDecl(clang::DeclGroupRef Group) override;
  void HandleTranslationUnit(clang::ASTContext &Ctx) override;

private:
  void say(unsigned Id, clang::SourceLocation Loc, const std::string &Text);
  void instrumented();
  void systemHeaders(clang::SourceManager &SM);

  clang::CompilerInstance &CI;
  const Unit &U;
  bool WantsDone, WantsMissed;
  std::vector<const clang::FunctionDecl *> OfSystem; ///< defined in system headers, used or not
  llvm::StringSet<> Resolvers;                       ///< of ifuncs, by linkage name
};

} // namespace hpi

#endif
