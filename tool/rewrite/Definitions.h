//===- Definitions.h - finds the functions of a translation unit ----------===//
//
// Owns: which declarations have sites. Templates are read as they are written: their instantiations share that text.
// Must not: know what a site is (BodyWalker.cpp).
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REWRITE_DEFINITIONS_H
#define HPINSTR_TOOL_REWRITE_DEFINITIONS_H

#include "BodyWalker.h"
#include "Filter.h"

#include "clang/AST/Mangle.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSet.h"

namespace hpi {

class Definitions : private BodyWalker::Surroundings {
public:
  Definitions(clang::ASTContext &Ctx, Places &Where, const Filter &Selection)
      : Ctx(Ctx), Where(Where), Selection(Selection), Comes(Ctx), Names(Ctx) {}

  /// Finds the sites of the whole unit.
  void walkUnit();

private:
  void found(clang::Decl *D) override;
  void context(clang::DeclContext *DC);
  void noteHead(const clang::DeclContext *DC, const clang::Decl *D);
  void function(clang::FunctionDecl *FD);
  void walkFunction(clang::FunctionDecl *FD);
  void dropPurity(clang::FunctionDecl *FD);
  void field(clang::FieldDecl *FD);
  void variable(clang::VarDecl *VD);
  Insertion globalPlace(clang::VarDecl *VD, clang::Expr *Init);
  void noteEvaluated();
  bool noteInclusion(SourceSites &File, const clang::Decl *D);
  void initialiser(const clang::Decl *D, clang::Expr *Init, clang::SourceLocation Loc, const Insertion &Place);
  void describe(FunctionRecord &Record, SourceSites &File, clang::FunctionDecl *FD, std::string Linkage);
  void time(Body &New, const clang::FunctionDecl *FD) const;
  unsigned turn(clang::SourceLocation Loc);
  static void keep(SourceSites &File, uint64_t Key, Body New);

  clang::ASTContext &Ctx;
  Places &Where;
  const Filter &Selection;
  Completion Comes;
  clang::ASTNameGenerator Names;
  llvm::DenseSet<const clang::Decl *> Seen;
  llvm::DenseSet<const clang::DeclContext *> Walking; ///< friends lead back to where the walk came from
  std::vector<clang::FunctionDecl *> Waiting;
  llvm::StringSet<> Resolvers;                 ///< linkage names of what chooses among the bodies of an ifunc
  llvm::DenseSet<clang::SourceLocation> Heads; ///< macros that begin with a declaration at namespace scope
  llvm::DenseMap<clang::SourceLocation, llvm::SmallVector<clang::SourceLocation, 2>> Turns; ///< what a macro defines
};

/// Unites what two translation units, or two inclusions, found of one body: where they differ each place counts alone.
void unite(Body &Known, Body &&New);

} // namespace hpi

#endif
