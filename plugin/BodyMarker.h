//===- BodyMarker.h - puts marks into one function's body -----------------===//
//
// Owns: where the sites of SPEC "hits" stand in the AST. Each statement gets a mark before it, each loop condition and
// each operand that stands on a line of its own a comma with a mark. Clang's code generation then puts the marks where
// the language puts the evaluation, which no source location could tell.
// Must not: know which functions are marked (Consumer.cpp), nor how visits are counted (the passes).
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_PLUGIN_BODYMARKER_H
#define HPINSTR_PLUGIN_BODYMARKER_H

#include "MarkBuilder.h"
#include "SiteTable.h"
#include "SourceLines.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/StmtOpenMP.h"

namespace hpi {

class BodyMarker {
public:
  /// What a body needs to know about declarations outside of it.
  class Surroundings {
  public:
    virtual ~Surroundings() = default;
    /// Called for functions and classes that a body mentions and that may need marks of their own.
    virtual void found(clang::Decl *D) = 0;
    /// The site of a default member initialiser, -1 for none.
    virtual int fieldSite(clang::FieldDecl *Field) = 0;
  };

  /// \param Function index of the function's record, -1 at namespace scope
  /// \param MayEvaluate the compiler may evaluate this code itself: use marks that it passes over
  /// \param Marks null where the body is only read: its sites are listed and never reached
  BodyMarker(clang::ASTContext &Ctx, SiteTable &Table, SourceLines &Lines, MarkBuilder *Marks, Surroundings &Around,
             int Function, bool MayEvaluate)
      : Ctx(Ctx), Table(Table), Lines(Lines), Marks(Marks), Around(Around), Function(Function), Body(Table.NumBodies++),
        MayEvaluate(MayEvaluate) {}

  /// Marks the entry, the initialisers and the body of \p FD, which has a body.
  void markFunction(clang::FunctionDecl *FD, int EntrySite);

  /// Marks \p Init, the initialiser of a variable or field, as a site of kind INIT at \p Loc.
  /// \returns the marked initialiser, and its site in \p Site
  clang::Expr *markInitialiser(clang::Expr *Init, clang::SourceLocation Loc, int *Site = nullptr);

  /// Marks the initialisers of \p Ctor, which may be an implicit one.
  void memberInitialisers(clang::CXXConstructorDecl *Ctor);

  /// Marks what stands inside \p S: operands, lambdas, statement expressions.
  void expression(clang::Stmt *S);

private:
  // Statements (BodyMarker.cpp).
  clang::Stmt *compound(clang::CompoundStmt *Block, clang::Stmt *First = nullptr);
  void element(clang::Stmt *S, llvm::SmallVectorImpl<clang::Stmt *> &Out);
  void labelled(clang::Stmt *S, llvm::SmallVectorImpl<clang::Stmt *> &Out);
  clang::Stmt *single(clang::Stmt *S);
  clang::Stmt *leadingMark(clang::Stmt *S);
  clang::Stmt *boundary(clang::SourceLocation Loc);
  void inside(clang::Stmt *S);
  void insideIf(clang::IfStmt *If);
  void insideSwitch(clang::SwitchStmt *Switch);
  void insideTry(clang::CXXTryStmt *Try, clang::Stmt *First = nullptr);
  void declarations(clang::DeclStmt *DS);
  clang::CXXCtorInitializer *markMemberInitialiser(clang::CXXCtorInitializer *Init);
  void lambdasIn(clang::DeclContext *Scope);
  bool runsCode(const clang::DeclStmt *DS) const;
  void runAtRunTime(clang::VarDecl *Variable);

  // Branches (BranchMarks.cpp).
  clang::Stmt *decided(clang::Stmt *Taken, clang::Expr *Cond, int Total, clang::SourceLocation Loc);

  // Loops (LoopMarks.cpp).
  void insideFor(clang::ForStmt *For);
  void insideWhile(clang::WhileStmt *While);
  void insideDo(clang::DoStmt *Do);
  void insideRangeFor(clang::CXXForRangeStmt *For);
  clang::Expr *condition(clang::Expr *Cond, clang::SourceLocation Loc, int *SiteOut = nullptr);
  void conditionVariable(clang::VarDecl *Variable, clang::SourceLocation Loc);

  // OpenMP (DirectiveMarks.cpp).
  void insideDirective(clang::OMPExecutableDirective *Directive);
  static clang::Stmt *keptAsWritten(clang::Stmt *S);
  void insideLoops(clang::OMPLoopBasedDirective *Directive);
  clang::Stmt *region(clang::Stmt *S, bool IsSections);
  void sections(clang::CompoundStmt *Block);
  clang::Stmt *iteration(clang::Stmt *Body, clang::SourceLocation Loc);

  // Expressions (ExprMarks.cpp).
  void operand(clang::Stmt *&Slot);
  void logical(clang::BinaryOperator *Operator);
  void conditional(clang::AbstractConditionalOperator *Operator);
  void mentioned(clang::Stmt *S);
  void allocation(const clang::CXXNewExpr *New); // NewTypes.cpp
  clang::Expr *defaultInitialiser(clang::CXXDefaultInitExpr *Default);
  clang::Stmt *unmarked(clang::Stmt *S) const;
  bool startsLineOfItsOwn(const clang::Expr *Previous, const clang::Expr *E) const;

  /// Adds a site. \returns its index, or -1 where \p Loc is in no file
  int addSite(HpiSiteKind Kind, clang::SourceLocation Loc);
  clang::Expr *markFor(int Site, clang::SourceLocation Loc);
  clang::Expr *newMark(HpiSiteKind Kind, clang::SourceLocation Loc) { return markFor(addSite(Kind, Loc), Loc); }
  clang::Expr *commaMark(clang::Expr *E, HpiSiteKind Kind, clang::SourceLocation Loc);
  clang::Stmt *asOne(llvm::ArrayRef<clang::Stmt *> Statements);

  clang::ASTContext &Ctx;
  SiteTable &Table;
  SourceLines &Lines;
  MarkBuilder *Marks;
  Surroundings &Around;
  int Function;
  unsigned Body;
  int Leading = -1; ///< site of the mark before the statement that is being looked into, -1 for none
  bool MayEvaluate;
};

} // namespace hpi

#endif
