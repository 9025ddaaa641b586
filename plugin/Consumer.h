//===- Consumer.h - walks a translation unit and marks its functions ------===//
//
// Owns: which declarations are marked, and when. Each function definition is met once, whichever of Clang's callbacks
// brings it. Must not: know what a site is (BodyMarker) nor generate code.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_PLUGIN_CONSUMER_H
#define HPINSTR_PLUGIN_CONSUMER_H

#include "BodyMarker.h"
#include "Filter.h"
#include "MarkBuilder.h"
#include "SourceLines.h"
#include "Unit.h"

#include "clang/AST/Mangle.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/ADT/DenseSet.h"

namespace hpi {

class Consumer : public clang::ASTConsumer, private BodyMarker::Surroundings {
public:
  Consumer(clang::CompilerInstance &CI, Unit &U, Filter Selection);

  void Initialize(clang::ASTContext &Ctx) override;
  bool HandleTopLevelDecl(clang::DeclGroupRef Group) override;
  void HandleInlineFunctionDefinition(clang::FunctionDecl *FD) override;
  void HandleInterestingDecl(clang::DeclGroupRef Group) override { HandleTopLevelDecl(Group); }
  void HandleCXXStaticMemberVarInstantiation(clang::VarDecl *VD) override;
  void HandleTranslationUnit(clang::ASTContext &Ctx) override;

private:
  void found(clang::Decl *D) override;
  int fieldSite(clang::FieldDecl *FD) override;
  void context(clang::DeclContext *DC);
  void functionTemplate(clang::FunctionTemplateDecl *Template);
  void classTemplate(clang::ClassTemplateDecl *Template);
  void function(clang::FunctionDecl *FD);
  BodyMarker marker(const clang::Decl *D, int Function, bool MayEvaluate);
  void headerFunctions();
  void variableTemplate(clang::VarTemplateDecl *Template);
  void variable(clang::VarDecl *VD);
  static bool isPattern(const clang::VarDecl *VD);
  void markVariable(clang::VarDecl *VD);
  void patternVariables();
  void drain();
  void markFunction(clang::FunctionDecl *FD);
  int addFunction(clang::FunctionDecl *FD, std::string Linkage);
  int addEntrySite(clang::FunctionDecl *FD, int Function);
  std::string linkageName(clang::FunctionDecl *FD);
  void skip(clang::FunctionDecl *FD, llvm::StringRef Linkage, HpiSkipReason Reason);

  clang::CompilerInstance &CI;
  Unit &U;
  Filter Selection;
  std::unique_ptr<SourceLines> Lines;
  std::unique_ptr<MarkBuilder> Marks;
  std::unique_ptr<clang::ASTNameGenerator> Names;
  llvm::DenseSet<const clang::Decl *> Seen;
  llvm::DenseSet<const clang::DeclContext *> Walking; ///< friends lead back to where the walk came from
  llvm::DenseMap<const clang::FieldDecl *, int> FieldSites;
  std::vector<clang::VarDecl *> PatternVariables;
  llvm::DenseSet<const clang::Decl *> ConstantPatterns; ///< canonical; at least one instance of each runs no code
  std::vector<clang::FunctionDecl *> Waiting;
  bool Draining = false;
};

} // namespace hpi

#endif
