//===- PrintSites.cpp - print<hpinstr-sites> ------------------------------===//
#include "Marker.h"
#include "Passes.h"

#include "llvm/IR/Module.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace hpi;

static void printBlock(raw_ostream &OS, const BasicBlock &Block) {
  bool Behind = false;
  for (const Instruction &I : Block) {
    if (!isMarker(I)) {
      Behind |= mayNotContinue(I);
      continue;
    }
    OS << "  ";
    Block.printAsOperand(OS, /*PrintType=*/false);
    OS << (Behind ? " behind a call:" : ":");
    for (unsigned Site : sitesOf(cast<CallBase>(I)))
      OS << ' ' << Site;
    OS << '\n';
  }
}

PreservedAnalyses PrintSitesPass::run(Module &M, ModuleAnalysisManager &) {
  for (const Function &F : M) {
    if (F.isDeclaration())
      continue;
    OS << "sites of @" << F.getName() << '\n';
    for (const BasicBlock &Block : F)
      printBlock(OS, Block);
  }
  return PreservedAnalyses::all();
}
