//===- Passes.h - the passes of hpinstr -----------------------------------===//
//
// Owns: what the passes are called and where they run. MarkPass at the start of the pipeline turns marks into markers
// that every optimisation respects and none pays for; LowerPass, after inlining and simplification, turns markers into
// counters and adds the tables and the runtime.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_PLUGIN_PASSES_H
#define HPINSTR_PLUGIN_PASSES_H

#include "Unit.h"

#include "llvm/IR/PassManager.h"
#include <memory>

namespace llvm {
class PassBuilder;
class raw_ostream;
} // namespace llvm

namespace hpi {

using UnitRef = std::shared_ptr<Unit>;

/// Calls of mark functions become markers.
class MarkPass : public llvm::PassInfoMixin<MarkPass> {
public:
  explicit MarkPass(UnitRef U) : U(std::move(U)) {}
  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &MAM);
  static bool isRequired() { return true; }

private:
  UnitRef U;
};

/// Markers become counters.
class LowerPass : public llvm::PassInfoMixin<LowerPass> {
public:
  explicit LowerPass(UnitRef U) : U(std::move(U)) {}
  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &MAM);
  static bool isRequired() { return true; }

private:
  UnitRef U;
};

/// Puts probes of exact times into what was a coroutine when LowerPass ran, and has become functions since.
class LateTimesPass : public llvm::PassInfoMixin<LateTimesPass> {
public:
  explicit LateTimesPass(UnitRef U) : U(std::move(U)) {}
  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &MAM);
  static bool isRequired() { return true; }

private:
  UnitRef U;
};

/// Prints each function's markers, block by block.
class PrintSitesPass : public llvm::PassInfoMixin<PrintSitesPass> {
public:
  explicit PrintSitesPass(llvm::raw_ostream &OS) : OS(OS) {}
  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &MAM);
  static bool isRequired() { return true; }

private:
  llvm::raw_ostream &OS;
};

/// Gives allocators of the standard library, and what differs in what it allocates, a name in the line tables that
/// tells the type.
void nameAllocators(llvm::Module &M, const SiteTable &Table);

/// Puts MarkPass and LowerPass into the pipelines of \p PB.
void registerPasses(llvm::PassBuilder &PB, const UnitRef &U);

} // namespace hpi

#endif
