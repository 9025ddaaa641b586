//===- Filter.h - which functions get probes ------------------------------===//
//
// Owns: allow and deny lists, annotations, system headers, and which functions are timed exactly. Must not: change the
// AST.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_PLUGIN_FILTER_H
#define HPINSTR_PLUGIN_FILTER_H

#include "SourceLines.h"
#include "Unit.h"

#include "clang/AST/Decl.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/SpecialCaseList.h"
#include <functional>
#include <memory>
#include <optional>
#include <vector>

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

  /// True where the time of \p FD is measured exactly.
  bool isTimed(const clang::FunctionDecl *FD, llvm::StringRef Linkage) const;

  /// The same as reasonToSkip for code outside of functions.
  bool skipsFile(clang::SourceLocation Loc, const SourceLines &Lines) const;

private:
  std::optional<HpiSkipReason> reason(const clang::FunctionDecl *FD, llvm::StringRef Linkage,
                                      const SourceLines &Lines) const;
  std::string openTimed(const std::map<std::string, std::string> &Options);
  bool listed(const llvm::SpecialCaseList &List, const clang::FunctionDecl *FD, llvm::StringRef Linkage,
              llvm::StringRef Path) const;

  std::unique_ptr<llvm::SpecialCaseList> Allow, Deny;
  Listener Told;
  bool SystemHeaders = false;
  bool TimesAll = false, TimesNone = false;
  std::unique_ptr<std::string> TimedText; ///< what the patterns refer to
  std::vector<llvm::GlobPattern> Timed;   ///< names of functions that are timed exactly
};

} // namespace hpi

#endif
