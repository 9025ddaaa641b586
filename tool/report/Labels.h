//===- Labels.h - counts by label, regions, names of threads ----*- C++ -*-===//
//
// Owns: what belongs to one label, and the tables of what the program named. Must not: read report files.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_LABELS_H
#define HPINSTR_TOOL_REPORT_LABELS_H

#include "CounterStore.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace hpinstr {

/// \returns \p Store with nothing but the counts of \p Label in it; "" stands for what belongs to none. The smallest
/// and largest exact times stay those of the whole run.
CounterStore selectLabel(const CounterStore &Store, llvm::StringRef Label);

/// The same for what a person asked for; an error names the labels that there are.
llvm::Expected<CounterStore> findLabel(const CounterStore &Store, llvm::StringRef Label);

/// Prints the regions and the named threads, where there are any.
void printNames(const CounterStore &Store, llvm::raw_ostream &OS);

} // namespace hpinstr

#endif
