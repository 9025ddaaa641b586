//===- Additions.h - where the code that counts is put --------------------===//
//
// Owns: what becomes of "this counter is one more when control is here". Outside of loops, and in loops with a way out
// in their middle, it is code at that place. In a loop that control leaves by its edges only, it is a register, or
// nothing at all where the number of iterations is known, and one addition behind the loop.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_PLUGIN_ADDITIONS_H
#define HPINSTR_PLUGIN_ADDITIONS_H

#include "Lower.h"

#include "llvm/Analysis/BlockFrequencyInfo.h"
#include "llvm/Analysis/CycleAnalysis.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/IR/Dominators.h"
#include <map>

namespace hpi {

/// Counter \p Counter is one more whenever control is at \p At and \p Taken, an i1, is true. Null is always.
struct Addition {
  unsigned Counter;
  llvm::Instruction *At;
  llvm::Value *Taken = nullptr;
};

/// A process that is killed may lack the iterations of a loop that is in flight, at most so many.
inline constexpr unsigned MaxInFlight = 65536;

/// True for an innermost loop in simple form that control cannot leave but by its edges.
bool canCollect(llvm::Loop *L, const llvm::CycleInfo &CI);

class AdditionEmitter {
public:
  AdditionEmitter(llvm::Function &F, CounterCode &Code, llvm::FunctionAnalysisManager *FAM);

  /// Generates code for all of \p Additions. Analyses of the function do not hold afterwards.
  void emit(llvm::ArrayRef<Addition> Additions);

private:
  /// A loop whose counts are collected in registers.
  struct CountedLoop {
    llvm::Loop *L;
    llvm::SmallVector<Addition, 4> Inside;
    llvm::Value *Backedges = nullptr; ///< i64, how often it goes round again, where that is known on entry
    bool IsShort = false;             ///< never more than MaxInFlight iterations
  };

  llvm::Loop *collectingLoop(const Addition &A);
  bool isWorthwhile(const CountedLoop &Counted) const;
  void measure(CountedLoop &Counted);
  bool runsEachTime(const CountedLoop &Counted, const Addition &A) const;
  void emitInRegisters(CountedLoop &Counted);
  void emitInChunks(CountedLoop &Counted);
  llvm::AllocaInst *newRegister();
  void addOne(llvm::AllocaInst *Register, llvm::Instruction *At, llvm::Value *Taken = nullptr);
  void flush(llvm::AllocaInst *Register, unsigned Counter, llvm::Instruction *At);
  void boundInFlight(CountedLoop &Counted, llvm::ArrayRef<llvm::AllocaInst *> Registers);

  llvm::Function &F;
  CounterCode &Code;
  llvm::LoopInfo *LI = nullptr;
  llvm::CycleInfo *CI = nullptr;
  llvm::DominatorTree *DT = nullptr;
  llvm::ScalarEvolution *SE = nullptr;
  llvm::BlockFrequencyInfo *BFI = nullptr;
  std::map<llvm::Loop *, bool> Collecting; ///< answers of collectingLoop
  llvm::SmallVector<llvm::AllocaInst *> Registers;
  llvm::Type *I32, *I64;
};

} // namespace hpi

#endif
