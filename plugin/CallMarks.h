//===- CallMarks.h - calls are counted, too -------------------------------===//
//
// Owns: a marker before each call of a function with probes, for edges=on. Must not: run where nobody asked for edges.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_PLUGIN_CALLMARKS_H
#define HPINSTR_PLUGIN_CALLMARKS_H

#include "Unit.h"

#include "llvm/IR/Function.h"

namespace hpi {

/// Puts a marker of a new CALL site before each call in \p F, in Clang's own code, and notes in \p Table who is called.
/// What the optimiser then makes of the call, inlined, copied or gone, the marker follows.
void markCalls(llvm::Function &F, SiteTable &Table);

} // namespace hpi

#endif
