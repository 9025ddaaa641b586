//===- DirectiveMarks.cpp - marks in OpenMP's regions ---------------------===//
//
// What a directive stands before is code like any other, but for two things. Loops that are shared out lose their
// headers: nobody evaluates their conditions as they are written, and Clang needs them as they are; the header of the
// innermost one carries the iterations begun, by a mark in the body, those around it no number. And what has to be one
// statement of a certain form has its mark before the directive.
//
//===----------------------------------------------------------------------===//
#include "BodyMarker.h"

using namespace clang;
using namespace hpi;
using llvm::SmallVector;

/// The statement that \p S, a directive, needs as it is written, null for none.
Stmt *BodyMarker::keptAsWritten(Stmt *S) {
  return isa<OMPAtomicDirective, OMPDispatchDirective>(S) ? cast<OMPExecutableDirective>(S)->getRawStmt() : nullptr;
}

void BodyMarker::insideDirective(OMPExecutableDirective *Directive) {
  // A loop that was turned into other loops shares its body with them.
  if (!Directive->hasAssociatedStmt() || !Directive->getAssociatedStmt() || keptAsWritten(Directive) ||
      isa<OMPMetaDirective>(Directive) || isOpenMPLoopTransformationDirective(Directive->getDirectiveKind()))
    return;
  if (auto *Loops = dyn_cast<OMPLoopBasedDirective>(Directive))
    return insideLoops(Loops);
  bool IsSections = isa<OMPSectionsDirective, OMPParallelSectionsDirective>(Directive);
  *Directive->child_begin() = region(Directive->getAssociatedStmt(), IsSections);
}

/// \p S with marks. Made anew where it is captured, and so outlined into a function of its own.
Stmt *BodyMarker::region(Stmt *S, bool IsSections) {
  auto *Captured = dyn_cast<CapturedStmt>(S);
  if (!Captured) {
    auto *Block = dyn_cast<CompoundStmt>(S);
    if (!IsSections || !Block)
      return single(S);
    sections(Block);
    return Block;
  }
  Stmt *Inner = region(Captured->getCapturedStmt(), IsSections);
  if (Inner == Captured->getCapturedStmt())
    return Captured;
  CapturedDecl *Outlined = Captured->getCapturedDecl();
  Outlined->setBody(Inner);
  SmallVector<CapturedStmt::Capture> Captures(Captured->captures());
  SmallVector<Expr *> Inits(Captured->capture_inits());
  return CapturedStmt::Create(Ctx, Inner, Captured->getCapturedRegionKind(), Captures, Inits, Outlined,
                              const_cast<RecordDecl *>(Captured->getCapturedRecordDecl()));
}

/// Each statement of the block is a section: they stay as many.
void BodyMarker::sections(CompoundStmt *Block) {
  for (Stmt *&Child : Block->children()) {
    if (auto *Directive = dyn_cast<OMPExecutableDirective>(Child))
      insideDirective(Directive);
    else
      Child = single(Child);
  }
}

Stmt *BodyMarker::iteration(Stmt *Body, SourceLocation Loc) {
  SmallVector<Stmt *, 4> Out;
  if (Expr *Mark = newMark(HPI_SITE_LOOP, Loc))
    Out.push_back(Mark);
  element(Body, Out);
  return asOne(Out);
}

void BodyMarker::insideLoops(OMPLoopBasedDirective *Directive) {
  Stmt *S = Directive->getAssociatedStmt(), *Innermost = nullptr;
  while (auto *Captured = dyn_cast<CapturedStmt>(S))
    S = Captured->getCapturedStmt();
  OMPLoopBasedDirective::doForAllLoops(S, /*TryImperfectlyNestedLoops=*/true, Directive->getLoopsNumber(),
                                       [&](unsigned, Stmt *Loop) {
                                         Innermost = Loop;
                                         return false;
                                       });
  if (auto *For = dyn_cast_or_null<ForStmt>(Innermost))
    For->setBody(iteration(For->getBody(), For->getForLoc()));
  else if (auto *Range = dyn_cast_or_null<CXXForRangeStmt>(Innermost))
    Range->setBody(iteration(Range->getBody(), Range->getForLoc()));
}
