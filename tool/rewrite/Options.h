//===- Options.h - the command line of hpinstr-rewrite --------------------===//
//
// Owns: parsing it, and the text of --help. Must not: look at files.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REWRITE_OPTIONS_H
#define HPINSTR_TOOL_REWRITE_OPTIONS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <string>
#include <vector>

namespace hpi {

struct Options {
  std::string BuildDir, OutTree, Root, Allow, Deny, Compiler;
  std::string Time = "sample", Memory = "on", Times;
  bool InPlace = false, Diff = false, Check = false, Quiet = false, Verbose = false, Help = false, Version = false;
  unsigned NumJobs = 0; ///< 0: as many as there are processors
  std::vector<std::string> Paths;
  bool HasFlags = false;          ///< a `--` stood on the command line
  std::vector<std::string> Flags; ///< what stood behind it
};

/// HPI_WANTS_* of what is rewritten.
unsigned wantsOf(const Options &Given);

/// \returns an error text, empty for none
std::string parseOptions(llvm::ArrayRef<const char *> Args, Options &Out);
void printHelp(llvm::raw_ostream &OS);

} // namespace hpi

#endif
