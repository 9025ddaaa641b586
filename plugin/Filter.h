//===- Filter.h - which functions get probes ------------------------------===//
//
// Owns: allow and deny lists, annotations, system headers. Must not: change the AST.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_PLUGIN_FILTER_H
#define HPINSTR_PLUGIN_FILTER_H

#include "SourceLines.h"
#include "Unit.h"

#include "clang/AST/Decl.h"
#include "llvm/Support/SpecialCaseList.h"
#include <functional>
#include <memory>
#include <optional>

namespace hpi {

class Filter {
public:
  /// Reads the lists that \p Options name. \returns an error text, empty for none
  std::string open(const std::map<std::string, std::string> &Options);

  using Listener = std::function<void(const clang::FunctionDecl *, HpiSkipReason)>;

  /// \p L hears of every function that reasonToSkip finds a reason for.
  void tell(Listener L) { Told = std::move(L); }

  /// Why \p FD gets no probes, if so.
  std::optional<HpiSkipReason> reasonToSkip(const clang::FunctionDecl *FD, llvm::StringRef Linkage,
                                            const SourceLines &Lines) const;

  /// True for system headers, which are not even walked unless asked for.
  bool isOutOfSight(clang::SourceLocation Loc, const SourceLines &Lines) const {
    return !SystemHeaders && Lines.isSystem(Loc);
  }

  /// The same as reasonToSkip for code outside of functions.
  bool skipsFile(clang::SourceLocation Loc, const SourceLines &Lines) const;

private:
  std::optional<HpiSkipReason> reason(const clang::FunctionDecl *FD, llvm::StringRef Linkage,
                                      const SourceLines &Lines) const;
  bool listed(const llvm::SpecialCaseList &List, const clang::FunctionDecl *FD, llvm::StringRef Linkage,
              llvm::StringRef Path) const;

  std::unique_ptr<llvm::SpecialCaseList> Allow, Deny;
  Listener Told;
  bool SystemHeaders = false;
};

} // namespace hpi

#endif
