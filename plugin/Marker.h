//===- Marker.h - a place in the IR where sites are reached ---------------===//
//
// Owns: what a marker looks like. A marker is a call of llvm.sideeffect with the attribute "hpi"="12,15" and nomerge.
// The intrinsic is free for inlining and unrolling, memory analyses step over it, nothing may drop it; the attribute
// keeps two of different sites from being taken for the same.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_PLUGIN_MARKER_H
#define HPINSTR_PLUGIN_MARKER_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/InstrTypes.h"

namespace hpi {

using SiteList = llvm::SmallVector<unsigned, 4>;

/// Creates a marker of \p Sites before \p Where.
llvm::CallInst *createMarker(llvm::ArrayRef<unsigned> Sites, llvm::Instruction *Where, const llvm::DebugLoc &Loc);

bool isMarker(const llvm::Instruction &I);

/// The sites of \p Marker, ascending in the order of marking.
SiteList sitesOf(const llvm::CallBase &Marker);

/// Creates, before \p Call, what keeps the pointer that it calls through in sight until LowerPass, for \p Site.
void createTarget(unsigned Site, llvm::CallBase &Call);

/// The site of such a thing, -1 where \p I is none; the pointer is the only input of its bundle.
int targetSite(const llvm::Instruction &I);

/// The first place in \p F behind the allocations of its entry block, which must stay together.
llvm::Instruction *entryPoint(llvm::Function &F);

/// True where what follows \p I may never run, or not before somebody else has seen what ran so far: calls that may
/// throw, exit or wait, volatile and atomic accesses.
bool mayNotContinue(const llvm::Instruction &I);

/// True where the program may end at \p I by a fault: accesses through pointers, divisions, calls of whatever kind. Of
/// use at -O0 only: what the optimiser may move is nowhere in particular.
bool mayFault(const llvm::Instruction &I);

} // namespace hpi

#endif
