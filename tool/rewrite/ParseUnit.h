//===- ParseUnit.h - one translation unit through Clang's front end -------===//
//
// Owns: running the front end on a compile command, whoever's compiler it was written for, and what becomes of its
// errors. Must not: write anything.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REWRITE_PARSEUNIT_H
#define HPINSTR_TOOL_REWRITE_PARSEUNIT_H

#include "Filter.h"
#include "Places.h"

#include "clang/Tooling/CompilationDatabase.h"

namespace hpi {

struct ParsedUnit {
  UnitSites Sites;
  bool IsGood = false;
  std::map<std::string, uint64_t> Included; ///< all that was read, by path, with a hash
  std::string Diagnostics;                  ///< Clang's, where it is not good
};

/// Which files are to be rewritten; asked by several threads at once.
class Selection {
public:
  virtual ~Selection() = default;
  virtual bool wants(llvm::StringRef RealPath) const = 0;
};

/// \param GnuVersion of the compiler that will build the tree, empty where that is not GCC: code that asks for it is
/// seen as
///        that compiler sees it, where Clang can parse it so
ParsedUnit parseUnit(const clang::tooling::CompileCommand &Command, llvm::StringRef GnuVersion, const Selection &Files,
                     const Filter &Functions);

} // namespace hpi

#endif
