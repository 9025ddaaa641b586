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

/// Turns all markers of \p F into additions to counters and notes in \p Table what counts what.
/// \param FAM analyses, null to place without any
/// \returns true where \p F has counters now
bool placeCounters(llvm::Function &F, CounterCode &Code, SiteTable &Table, llvm::FunctionAnalysisManager *FAM);

/// Functions that count write memory: removes promises to the contrary from them and from those that call them.
void dropMemoryPromises(llvm::ArrayRef<llvm::Function *> Counting);

/// Has calls through pointers tell the runtime where they lead. Call before placeCounters: what has become known of
/// their targets gets sites of its own in \p Table.
/// \returns how many such calls there are
unsigned lowerPointerCalls(llvm::Module &M, SiteTable &Table);

/// Adds the addresses of the functions of \p Table that a pointer may lead to.
/// \returns false where there are none
bool listFunctions(llvm::Module &M, const SiteTable &Table);

/// The module's descriptor, which emitTables fills.
llvm::GlobalVariable *moduleDescriptor(llvm::Module &M);

/// Adds the tables and the module descriptor.
/// \param Wants HPI_WANTS_*
void emitTables(llvm::Module &M, const SiteTable &Table, llvm::GlobalVariable *Counters, unsigned NumCounters,
                uint64_t Wants, unsigned NumPointerCalls);

/// Keeps callers on the stack of what they call, for call stacks to be found later.
void keepCallers(llvm::Module &M);

/// Has calls of the allocator go to the runtime, which counts them.
void redirectHeapCalls(llvm::Module &M);

/// Has the runtime told of operator new and delete, where nothing else tells it.
void tellOfNews(llvm::Module &M);

/// Defines the allocator's functions for code without probes, in the module with main.
void defineHeap(llvm::Module &M);

/// Keeps the optimiser from making one call of two: each has its line.
void keepCallsApart(llvm::Function &F);

/// Declares a function of the runtime: it is in the same object, and never throws.
llvm::FunctionCallee declareRuntime(llvm::Module &M, llvm::StringRef Name, llvm::Type *Result,
                                    llvm::ArrayRef<llvm::Type *> Parameters);

/// Makes \p Object one that each object file of a program or shared object may define, and one of them stays.
void shareOnce(llvm::Module &M, llvm::GlobalObject &Object);

/// Parts of the runtime that not every module needs.
struct RuntimeParts {
  bool Exact; ///< times functions exactly
  bool Heap;  ///< counts allocations
  bool Calls; ///< counts calls through pointers
};

/// Adds the runtime to the module, each part to be kept once a program or shared object.
/// \param AsAssembly add it as assembly, which costs next to nothing to compile but cannot take part in LTO
void linkRuntime(llvm::Module &M, bool AsAssembly, RuntimeParts Parts);

} // namespace hpi

#endif
