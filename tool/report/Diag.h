//===- Diag.h - one-line messages of the reader -----------------*- C++ -*-===//
//
// Owns: how an error, a warning and wrong usage look. Must not: end the process.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_DIAG_H
#define HPINSTR_TOOL_REPORT_DIAG_H

#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"
#include <string>

namespace hpinstr {

/// Wrong use of the command line; ends in exit status 2, every other error in 1.
class UsageError : public llvm::ErrorInfo<UsageError> {
public:
  static char ID;
  explicit UsageError(const llvm::Twine &Text) : Text(Text.str()) {}
  void log(llvm::raw_ostream &OS) const override { OS << Text; }
  std::error_code convertToErrorCode() const override { return llvm::inconvertibleErrorCode(); }

private:
  std::string Text;
};

llvm::Error makeError(const llvm::Twine &Text);
llvm::Error makeUsageError(const llvm::Twine &Text);

/// Prints `hpinstr: error: TEXT` or `hpinstr: warning: TEXT` on stderr as one line.
void printError(const llvm::Twine &Text);
void printWarning(const llvm::Twine &Text);

/// \returns \p Text with every control character but TAB replaced by '?': what a report holds comes from
/// outside and must not steer a terminal.
std::string printable(llvm::StringRef Text);

} // namespace hpinstr

#endif
