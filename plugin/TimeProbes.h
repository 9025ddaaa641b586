//===- TimeProbes.h - probes of exact times -------------------------------===//
//
// Owns: where a timed function tells the runtime on which of its lines it is. Must not: know how a thread's counters
// are found.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_PLUGIN_TIMEPROBES_H
#define HPINSTR_PLUGIN_TIMEPROBES_H

#include "SiteTable.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"
#include <map>

namespace hpi {

/// Where the counters of a line or function are.
class TimeCounters {
public:
  virtual ~TimeCounters() = default;
  /// Where the first probe of \p F may stand.
  virtual llvm::Instruction *begin(llvm::Function &F) = 0;
  /// A new record's first counter and maximum, as they stand in its TimedRecord.
  virtual std::pair<unsigned, unsigned> create() = 0;
  /// The addresses of the two in the thread's block, at \p Where.
  virtual llvm::Value *counter(unsigned First, llvm::Instruction *Where) = 0;
  virtual llvm::Value *maximum(unsigned Maxima, llvm::Instruction *Where) = 0;
};

class TimeProbes {
public:
  TimeProbes(llvm::Module &M, TimeCounters &Counters, SiteTable &Table);

  /// Adds the probes of \p F if it is timed, at its markers, and takes from those what is for times only. Call before
  /// placeCounters. A coroutine that is not split yet gets only what addLate needs.
  void add(llvm::Function &F);

  /// True where \p F is, or is a part of, a coroutine whose probes were put off.
  static bool isPutOff(const llvm::Function &F);

  /// Adds the probes of such a function.
  void addLate(llvm::Function &F);

private:
  using Place = std::pair<unsigned, unsigned>; ///< file and line; line 0 is the function
  struct Boundary {
    llvm::Instruction *At;
    Place Line;
  };

  const TimedRecord &recordOf(unsigned Function, Place Where);
  llvm::SmallVector<Boundary> boundaries(llvm::Function &F, unsigned Function) const;
  void putOff(llvm::ArrayRef<Boundary> All, unsigned Function);
  void addProbes(llvm::Function &F, unsigned Function, llvm::SmallVector<Boundary> All);
  void addEntry(llvm::Function &F, unsigned Function, Place Line);
  void addLine(const Boundary &B, unsigned Function);
  void addExits(llvm::Function &F);
  void dropBoundarySites(llvm::Function &F);
  void call(llvm::FunctionCallee Probe, llvm::ArrayRef<llvm::Value *> Arguments, llvm::Instruction *Where);

  llvm::Module &M;
  TimeCounters &Counters;
  SiteTable &Table;
  llvm::FunctionCallee Timed, Line, Left, LeftAll;
  llvm::CallInst *Frame = nullptr; ///< of the function at hand
  llvm::Value *Key = nullptr;
  std::map<std::pair<unsigned, Place>, unsigned> Records; ///< indices into Table.Timed
};

} // namespace hpi

#endif
