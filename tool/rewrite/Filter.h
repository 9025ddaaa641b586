//===- Filter.h - which functions get probes ------------------------------===//
//
// Owns: allow and deny lists, annotations and attributes. Must not: know what a site is.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REWRITE_FILTER_H
#define HPINSTR_TOOL_REWRITE_FILTER_H

#include "hpinstr/Tables.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/SpecialCaseList.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace clang {
class FunctionDecl;
}

namespace hpi {

/// Read by several threads at once.
class Filter {
public:
  /// Reads the lists of these paths, empty for none. \returns an error text, empty for none
  /// \param Times patterns of names, comma between
  std::string open(const std::string &AllowPath, const std::string &DenyPath, const std::string &Times);

  /// Why \p FD gets no probes, if so.
  std::optional<HpiSkipReason> reasonToSkip(const clang::FunctionDecl *FD, llvm::StringRef Linkage,
                                            llvm::StringRef Path) const;

  /// True where the time of \p FD is to be exact.
  bool isTimed(const clang::FunctionDecl *FD, llvm::StringRef Linkage) const;

  /// The same for code outside of functions.
  bool skipsFile(llvm::StringRef Path) const;

private:
  std::unique_ptr<llvm::SpecialCaseList> Allow, Deny;
  std::string TimedText; ///< what Timed refers to
  std::vector<llvm::GlobPattern> Timed;
};

} // namespace hpi

#endif
