//===- Constancy.h - does an initialiser run, or is it a constant? --------===//
//
// Owns: what is known of a variable with static storage as it was written: a probe in a constant initialiser would make
// it run after others that rely on its value. Must not: know where probes go.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REWRITE_CONSTANCY_H
#define HPINSTR_TOOL_REWRITE_CONSTANCY_H

#include "clang/AST/Decl.h"

namespace hpi {

enum class Constancy {
  Constant, ///< in all instantiations, and for all compilers
  Unknown,  ///< another instantiation, or another compiler, may decide otherwise
  Runs,     ///< certainly runs code
};

/// \p VD has an initialiser, and static storage.
Constancy constancyOf(const clang::VarDecl *VD);

/// True where no compiler can evaluate the initialiser of \p VD.
bool runsForCertain(const clang::VarDecl *VD);

} // namespace hpi

#endif
