//===- Compat.h - what differs between LLVM versions ----------------------===//
//
// Owns: every use of LLVM_VERSION_MAJOR. Must not: hold anything else.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_PLUGIN_COMPAT_H
#define HPINSTR_PLUGIN_COMPAT_H

#include "llvm/Config/llvm-config.h"
#include "llvm/IR/Intrinsics.h"
#include "llvm/IR/Module.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Transforms/Utils/ScalarEvolutionExpander.h"

#if LLVM_VERSION_MAJOR >= 22
#include "llvm/Plugins/PassPlugin.h"
#else
#include "llvm/Passes/PassPlugin.h"
#endif

namespace hpi {

/// Calls \p Callback(ModulePassManager &, OptimizationLevel) at the end of the simplification pipeline: after inlining,
/// before vectorisation, at every level and in the compile step of both kinds of LTO.
template <typename CallbackT> void registerOptimizerEarly(llvm::PassBuilder &PB, CallbackT Callback) {
#if LLVM_VERSION_MAJOR >= 20
  PB.registerOptimizerEarlyEPCallback([Callback](llvm::ModulePassManager &MPM, llvm::OptimizationLevel Level,
                                                 llvm::ThinOrFullLTOPhase) { Callback(MPM, Level); });
#else
  PB.registerOptimizerEarlyEPCallback(
      [Callback](llvm::ModulePassManager &MPM, llvm::OptimizationLevel Level) { Callback(MPM, Level); });
#endif
}

/// The same at the end of the pipeline, where coroutines are split at -O0, too.
template <typename CallbackT> void registerOptimizerLast(llvm::PassBuilder &PB, CallbackT Callback) {
#if LLVM_VERSION_MAJOR >= 20
  PB.registerOptimizerLastEPCallback([Callback](llvm::ModulePassManager &MPM, llvm::OptimizationLevel Level,
                                                llvm::ThinOrFullLTOPhase) { Callback(MPM, Level); });
#else
  PB.registerOptimizerLastEPCallback(
      [Callback](llvm::ModulePassManager &MPM, llvm::OptimizationLevel Level) { Callback(MPM, Level); });
#endif
}

/// Generates code for SCEV expressions; what it makes is named \p Name.
inline llvm::SCEVExpander makeExpander(llvm::ScalarEvolution &SE, llvm::Module &M, const char *Name) {
#if LLVM_VERSION_MAJOR >= 22
  (void)M;
  return llvm::SCEVExpander(SE, Name);
#else
  return llvm::SCEVExpander(SE, M.getDataLayout(), Name);
#endif
}

/// The declaration of the intrinsic \p Id, which takes no overloaded types.
inline llvm::Function *declareIntrinsic(llvm::Module &M, llvm::Intrinsic::ID Id) {
#if LLVM_VERSION_MAJOR >= 20
  return llvm::Intrinsic::getOrInsertDeclaration(&M, Id);
#else
  return llvm::Intrinsic::getDeclaration(&M, Id);
#endif
}

} // namespace hpi

#endif
