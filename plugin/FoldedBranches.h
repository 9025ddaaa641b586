//===- FoldedBranches.h - branches that exist only to be counted ----------===//
//
// Owns: finding branches whose sides hold nothing but markers and what could be computed either way, and turning them
// into selects, as the optimiser would have done had the markers not kept the sides apart. A branch that nobody can
// predict costs more than all its counters.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_PLUGIN_FOLDEDBRANCHES_H
#define HPINSTR_PLUGIN_FOLDEDBRANCHES_H

#include "Marker.h"

#include "llvm/IR/Function.h"

namespace hpi {

/// A side of a branch that is gone: its sites are visited where \p Taken is true at \p At.
struct FoldedSide {
  SiteList Sites;
  llvm::Value *Taken; ///< i1
  llvm::Instruction *At;
};

/// A folded branch; a side without markers has no sites.
struct FoldedBranch {
  FoldedSide Sides[2];
};

/// Folds what can be folded in \p F. Analyses do not hold afterwards where any is returned.
llvm::SmallVector<FoldedBranch, 4> foldBranches(llvm::Function &F);

} // namespace hpi

#endif
