//===- Lower.h - the parts of the lowering pass ---------------------------===//
//
// Owns: the interfaces between placement (which counters there are), counter code (how one is added to), the tables and
// the runtime's arrival in the module.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_PLUGIN_LOWER_H
#define HPINSTR_PLUGIN_LOWER_H

#include "Unit.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/PassManager.h"
#include <map>

namespace hpi {

/// Generates the code that adds to counters, and numbers them.
class CounterCode {
public:
  explicit CounterCode(llvm::Module &M);

  /// The index of the first of \p Num new counters.
  unsigned newCounter(unsigned Num = 1) { return (NumCounters += Num) - Num; }
  /// The same of maxima, which are numbered on their own; they will follow the counters.
  unsigned newMaximum(unsigned Num) { return (NumMaxima += Num) - Num; }
  unsigned numCounters() const { return NumCounters; }
  unsigned size() const { return NumCounters + NumMaxima; }

  /// Where counter or maximum \p Index of the current thread is, at \p Where.
  llvm::Value *counterAddress(unsigned Index, llvm::Instruction *Where);
  llvm::Value *maximumAddress(unsigned Index, llvm::Instruction *Where);

  /// Call before the first add() to \p F, which will see about \p NumAdditions of them.
  void begin(llvm::Function &F, size_t NumAdditions);

  /// counter[\p Index] += \p Amount (i64) before \p Where, in the block of the current thread.
  void add(unsigned Index, llvm::Value *Amount, llvm::Instruction *Where);

  /// Makes sure that a thread that enters \p F from outside has its block.
  void checkEntry(llvm::Function &F);

  /// The array of all counters; call when all are numbered. Null where there is none.
  llvm::GlobalVariable *finish();

private:
  void addAtOnce(llvm::Value *Counter, llvm::Value *Amount, llvm::Instruction *Where);
  llvm::Value *offsetAt(llvm::Instruction *Where);
  llvm::Value *baseAt(llvm::Instruction *Where);
  llvm::Instruction *baseFrom(llvm::Value *Off, llvm::Instruction *Where);
  llvm::Value *checked(llvm::Value *Off, llvm::Instruction *Where);
  llvm::Instruction *ours(llvm::Instruction *I);

  llvm::Module &M;
  llvm::Type *I64;
  bool IsX86;
  llvm::GlobalVariable *Offset;
  llvm::GlobalVariable *Counters; ///< of unknown size until finish()
  llvm::GlobalVariable *Maxima;   ///< the first of them, likewise
  llvm::FunctionCallee Enter;
  llvm::MDNode *AccessTag;
  llvm::DenseMap<llvm::Function *, llvm::Instruction *> Bases; ///< the address of the thread's counters, by function
  llvm::SmallPtrSet<llvm::Function *, 16> Reloading;           ///< functions that keep no address across calls
  llvm::SmallVector<llvm::Instruction *, 16> Reloaded;         ///< addresses in the current one of those
  unsigned NumCounters = 0, NumMaxima = 0;
};

/// Puts the probes of exact times into timed functions.
class TimeProbes {
public:
  TimeProbes(llvm::Module &M, CounterCode &Code, SiteTable &Table);

  /// Adds the probes of \p F if it is timed, at its markers, and takes from them what they are for times only. Call
  /// before placeCounters.
  void add(llvm::Function &F);

  bool hasAny() const { return !Table.Timed.empty(); }

private:
  struct Record {
    unsigned First, Maxima;
  };
  using Place = std::pair<unsigned, unsigned>; ///< file and line; line 0 is the function
  struct Boundary {
    llvm::Instruction *At;
    Place Line;
  };

  Record recordOf(unsigned Function, Place Where);
  llvm::SmallVector<Boundary> boundaries(llvm::Function &F, unsigned Function) const;
  void addEntry(llvm::Function &F, unsigned Function, Place Line);
  void addLine(const Boundary &B, unsigned Function);
  void addExits(llvm::Function &F);
  void dropBoundarySites(llvm::Function &F);
  void call(llvm::FunctionCallee Probe, llvm::ArrayRef<llvm::Value *> Arguments, llvm::Instruction *Where);

  llvm::Module &M;
  CounterCode &Code;
  SiteTable &Table;
  llvm::FunctionCallee Timed, Line, Left, LeftAll;
  llvm::CallInst *Frame = nullptr; ///< of the function at hand
  llvm::Value *Key = nullptr;
  std::map<std::pair<unsigned, Place>, Record> Records;
};

/// Turns all markers of \p F into additions to counters and notes in \p Table what counts what.
/// \param FAM analyses, null to place without any
/// \returns true where \p F has counters now
bool placeCounters(llvm::Function &F, CounterCode &Code, SiteTable &Table, llvm::FunctionAnalysisManager *FAM);

/// Functions that count write memory: removes promises to the contrary from them and from those that call them.
void dropMemoryPromises(llvm::ArrayRef<llvm::Function *> Counting);

/// Adds the tables and the module descriptor.
/// \param Wants HPI_WANTS_*
void emitTables(llvm::Module &M, const SiteTable &Table, llvm::GlobalVariable *Counters, unsigned NumCounters,
                uint64_t Wants);

/// Keeps callers on the stack of what they call, for call stacks to be found later.
void keepCallers(llvm::Module &M);

/// Adds the runtime to the module, each part to be kept once a program or shared object.
/// \param AsAssembly add it as assembly, which costs next to nothing to compile but cannot take part in LTO
/// \param WithExact  with the part that times functions exactly
void linkRuntime(llvm::Module &M, bool AsAssembly, bool WithExact);

} // namespace hpi

#endif
