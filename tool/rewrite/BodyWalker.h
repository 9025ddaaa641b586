//===- BodyWalker.h - the sites of one function's body --------------------===//
//
// Owns: where the sites of docs/how-it-works.md stand in the syntax tree as it was written, which of them control
// always visits together, and where their probes go. Must not: know which functions are walked (Definitions.cpp), nor
// write text.
//
// The walk carries a *current run*: the places that control has certainly just been through. A statement that is
// reached joins it; a call, a jump, a label or a loop ends it. Where control parts and nothing can leave between, a run
// is the sum of those on the ways it takes: of the two sides of an `if`, of what leads to a loop's header.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REWRITE_BODYWALKER_H
#define HPINSTR_TOOL_REWRITE_BODYWALKER_H

#include "Completion.h"
#include "Places.h"
#include "Site.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/StmtOpenMP.h"

namespace hpi {

class BodyWalker {
public:
  /// What a body needs to know about declarations outside of it.
  class Surroundings {
  public:
    virtual ~Surroundings() = default;
    /// Called for classes inside a body, whose functions have sites of their own.
    virtual void found(clang::Decl *D) = 0;
  };

  BodyWalker(clang::ASTContext &Ctx, Places &Where, Completion &Comes, Surroundings &Around, SourceSites &File,
             Body &Out, clang::FileID Id)
      : Ctx(Ctx), Where(Where), Comes(Comes), Around(Around), File(File), Out(Out), Id(Id) {}

  void walkFunction(clang::FunctionDecl *FD);

  /// The initialiser of a variable or member outside of functions.
  void walkInitialiser(clang::Expr *Init, clang::SourceLocation Loc, Insertion Place);

  /// A place inside the parentheses or behind the `=` of \p Init, where that has one.
  Insertion initialiserPlace(clang::Expr *Init, bool RunsAlways) const;

private:
  /// What the grammar allows in front of a statement.
  enum class Spot { List, Labelled, Single, Else };

  // Statements (BodyWalker.cpp).
  void entry(clang::FunctionDecl *FD, clang::CompoundStmt *Block);
  void noteFirst(const clang::CompoundStmt *Block);
  void memberInitialisers(clang::CXXConstructorDecl *Ctor);
  void compound(clang::CompoundStmt *Block);
  void element(clang::Stmt *S, Spot At);
  void comeTo(clang::SourceLocation Loc);
  bool mayDiffer(const clang::Stmt *S) const;
  void single(clang::Stmt *S, Spot At = Spot::Single);
  void apart(clang::Stmt *S, Spot At = Spot::Single);
  bool endsThread(const clang::Stmt *S) const;
  bool isSite(const clang::Stmt *S) const;
  bool runsCode(const clang::DeclStmt *DS) const;
  void inside(clang::Stmt *S);
  void insideIf(clang::IfStmt *If);
  void insideSwitch(clang::SwitchStmt *Switch);
  void insideTry(clang::CXXTryStmt *Try);
  void declarations(clang::DeclStmt *DS);
  Insertion placeBefore(const clang::Stmt *S, Spot At) const;

  // Loops (LoopWalker.cpp).
  void insideFor(clang::ForStmt *For);
  void insideWhile(clang::WhileStmt *While);
  void insideDo(clang::DoStmt *Do);
  void insideRangeFor(clang::CXXForRangeStmt *For);
  void insideDirective(clang::OMPExecutableDirective *Directive);
  int runBefore(clang::Stmt *Loop);
  int loopSite(clang::SourceLocation Loc, Insertion Place);
  void loopBody(clang::Stmt *Body, int Site, int Before);
  int roundsOf(const clang::Stmt *Body, llvm::ArrayRef<const clang::Stmt *> Head, bool IsEndless = false);
  void endlessBody(clang::Stmt *Body, clang::SourceLocation Loc);
  Run endsOf(const clang::Stmt *Body) const;
  Insertion headOf(const clang::Stmt *Body) const;
  std::optional<bool> constantCondition(const clang::Expr *Cond) const;
  void returns(const clang::Stmt *S, std::vector<Insertion> &Places) const;

  // Expressions (ExprWalker.cpp).
  void operand(clang::Stmt *S);
  void logical(clang::BinaryOperator *Operator);
  void conditional(clang::AbstractConditionalOperator *Operator);
  void expression(clang::Stmt *S);
  bool mayRunBoth(const clang::Expr *E) const;
  void operandSite(const clang::Expr *E, Form Kind);
  bool startsLineOfItsOwn(const clang::Expr *Previous, const clang::Expr *E) const;

  /// Adds a site to the current run, or to a new one, which becomes current. \returns its index, -1 where it is in no
  /// file
  int addSite(HpiSiteKind Kind, clang::SourceLocation Loc, const Insertion &Place);
  /// The same without touching the current run.
  int addSiteApart(HpiSiteKind Kind, clang::SourceLocation Loc, const Insertion &Place);
  int newRun(const Insertion &Place);
  /// A run of what enters \p S at its top, with a probe there as the last resort.
  int enter(const clang::Stmt *S, Spot At = Spot::Single);
  Insertion mine(Insertion Place) const;

  clang::ASTContext &Ctx;
  Places &Where;
  Completion &Comes;
  Surroundings &Around;
  SourceSites &File;
  Body &Out;
  clang::FileID Id;   ///< the file that the body stands in; an #include may bring others
  int Current = -1;   ///< the current run, -1 for none
  int Following = -1; ///< set by what has been looked into: the run behind it, -1 for none
  int Loop = -1;      ///< index into Body::Loops of the loop around, -1 where it has none there
  /// What leads from a loop's body to its header, but for the body's end.
  struct LoopEnds {
    std::vector<unsigned> Runs;
    bool AreKnown = true;
  };
  LoopEnds *Ends = nullptr;      ///< of the loop around
  size_t Groups = 0;             ///< Places::groupsBefore() of where the walk is
  bool LeavesOperands = false;   ///< within an initialiser that may be a constant
  bool HasBase = false;          ///< probes may rely on the function's HPI_FUNCTION
  clang::Stmt *Looked = nullptr; ///< the loop statement that is looked into, as it stands in its list
  Spot LookedAt = Spot::List;
};

} // namespace hpi

#endif
