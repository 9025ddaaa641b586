//===- Main.cpp - the program hpinstr-rewrite -----------------------------===//
//
// Owns: the exit status. Must not: do the work (Rewrite.cpp).
//
//===----------------------------------------------------------------------===//
#include "Options.h"
#include "Rewrite.h"
#include "hpinstr/hpinstr.h"

#include "llvm/Support/raw_ostream.h"
#include <cstdlib>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

/// Has the process keep memory that was freed, and get new memory in large steps, the first of them in large pages
/// where the kernel has any: a page is cleared when it is first used, and again when it was given back. To be called
/// before the first large allocation, with one thread.
static void prepareLargeHeap() {
  constexpr int Step = 1 << 28;
  constexpr uintptr_t LargePage = 1 << 21;
  mallopt(M_MMAP_THRESHOLD, 1 << 25);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_TOP_PAD, Step);
  void *volatile Block = std::malloc(1 << 20); // more than there is, so that the heap grows
  std::free(Block);
  char *End = static_cast<char *>(sbrk(0)), *Grown = End - Step;
  char *Start = Grown + -reinterpret_cast<uintptr_t>(Grown) % LargePage;
  (void)madvise(Start, size_t(End - Start), MADV_HUGEPAGE);
}

int main(int Argc, char **Argv) {
  prepareLargeHeap();
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
