//===- Filter.h - which functions get probes ------------------------------===//
//
// Owns: allow and deny lists, annotations and attributes. Must not: know what a site is.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REWRITE_FILTER_H
#define HPINSTR_TOOL_REWRITE_FILTER_H

#include "hpinstr/Tables.h"
#include "llvm/Support/SpecialCaseList.h"
#include <memory>
#include <optional>
#include <string>

namespace clang {
class FunctionDecl;
}

namespace hpi {

/// Read by several threads at once.
class Filter {
public:
  /// Reads the lists of these paths, empty for none. \returns an error text, empty for none
  std::string open(const std::string &AllowPath, const std::string &DenyPath);

  /// Why \p FD gets no probes, if so.
  std::optional<HpiSkipReason> reasonToSkip(const clang::FunctionDecl *FD, llvm::StringRef Linkage,
                                            llvm::StringRef Path) const;

  /// The same for code outside of functions.
  bool skipsFile(llvm::StringRef Path) const;

private:
  std::unique_ptr<llvm::SpecialCaseList> Allow, Deny;
};

} // namespace hpi

#endif
