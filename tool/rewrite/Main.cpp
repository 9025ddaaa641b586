//===- Main.cpp - the program hpinstr-rewrite -----------------------------===//
//
// Owns: the exit status. Must not: do the work (Rewrite.cpp).
//
//===----------------------------------------------------------------------===//
#include "LargeHeap.h"
#include "Options.h"
#include "Rewrite.h"
#include "hpinstr/hpinstr.h"

#include "llvm/Support/raw_ostream.h"

int main(int Argc, char **Argv) {
  hpi::prepareLargeHeap();
  hpi::Options Given;
  std::string Error = hpi::parseOptions(llvm::ArrayRef<const char *>(Argv + 1, Argv + Argc), Given);
  if (!Error.empty()) {
    llvm::errs() << "hpinstr-rewrite: error: " << Error << '\n';
    return 2;
  }
  if (Given.Help)
    hpi::printHelp(llvm::outs());
  else if (Given.Version)
    llvm::outs() << "hpinstr-rewrite " << HPINSTR_VERSION_MAJOR << "." << HPINSTR_VERSION_MINOR << '\n';
  else
    return hpi::rewrite(Given);
  return 0;
}
