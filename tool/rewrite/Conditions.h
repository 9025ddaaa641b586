//===- Conditions.h - where another compiler may see other code -*- C++ -*-===//
//
// Owns: the ends of `#if` groups whose condition may ask which compiler it is: Clang reads the sources here, another
// one compiles them. Must not: know sites.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REWRITE_CONDITIONS_H
#define HPINSTR_TOOL_REWRITE_CONDITIONS_H

#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"
#include <memory>
#include <vector>

namespace clang {
class PPCallbacks;
class Preprocessor;
} // namespace clang

namespace hpi {

class Conditions {
public:
  /// What fills it as the unit is read; it must live until then.
  std::unique_ptr<clang::PPCallbacks> recorder(clang::Preprocessor &PP);

  void add(clang::FileID File, unsigned Offset);
  /// How many groups begin or end before \p Offset: where two places differ in it, there may be other code between
  /// them.
  size_t before(clang::FileID File, unsigned Offset) const;

private:
  llvm::DenseMap<clang::FileID, std::vector<unsigned>> Ends; ///< offsets, sorted
};

} // namespace hpi

#endif
