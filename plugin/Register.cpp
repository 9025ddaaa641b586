//===- Register.cpp - where the passes run, and their names for opt -------===//
//
// Owns: registration only.
//
//===----------------------------------------------------------------------===//
#include "Compat.h"
#include "Marker.h"
#include "Passes.h"

#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace hpi;

void hpi::registerPasses(PassBuilder &PB, const UnitRef &U) {
  PB.registerPipelineStartEPCallback([U](ModulePassManager &MPM, OptimizationLevel) { MPM.addPass(MarkPass(U)); });
  registerOptimizerEarly(PB, [U](ModulePassManager &MPM, OptimizationLevel) { MPM.addPass(LowerPass(U)); });
  registerOptimizerLast(PB, [U](ModulePassManager &MPM, OptimizationLevel) { MPM.addPass(LateTimesPass(U)); });
}

namespace {

/// Makes up the sites of markers that stood in the file `opt` has read.
class AdoptPass : public PassInfoMixin<AdoptPass> {
public:
  explicit AdoptPass(UnitRef U) : U(std::move(U)) {}
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &) {
    for (Function &F : M)
      for (Instruction &I : instructions(F))
        if (isMarker(I))
          for (unsigned Site : sitesOf(cast<CallBase>(I)))
            U->wants(Site);
    return PreservedAnalyses::all();
  }
  static bool isRequired() { return true; }

private:
  UnitRef U;
};

} // namespace

static void registerNames(PassBuilder &PB) {
  auto U = std::make_shared<Unit>();
  PB.registerPipelineParsingCallback(
      [U](StringRef Name, ModulePassManager &MPM, ArrayRef<PassBuilder::PipelineElement>) {
        if (Name == "hpinstr-mark")
          MPM.addPass(MarkPass(U));
        else if (Name == "hpinstr-lower") {
          MPM.addPass(AdoptPass(U));
          MPM.addPass(LowerPass(U));
        } else if (Name == "print<hpinstr-sites>")
          MPM.addPass(PrintSitesPass(outs()));
        else
          return false;
        return true;
      });
}

/// Called by the shim for `opt -load-pass-plugin`.
extern "C" LLVM_ATTRIBUTE_VISIBILITY_DEFAULT PassPluginLibraryInfo hpiPassPluginInfo() {
  return {LLVM_PLUGIN_API_VERSION, "hpinstr", "1", registerNames};
}
