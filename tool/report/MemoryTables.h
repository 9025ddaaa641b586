//===- MemoryTables.h - leaks, peak and types -------------------*- C++ -*-===//
//
// Owns: the tables of what lives, what was held at the peak, and of which type it is. Must not: sum stacks.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_MEMORYTABLES_H
#define HPINSTR_TOOL_REPORT_MEMORYTABLES_H

#include "FunctionGroup.h"
#include "LineTable.h"

namespace hpinstr {

/// Fills in what a memory table shows as usage: the sum over the rows so far of what was allocated and not freed while
/// each ran. Lines of functions within the table's, of \p Inner, have a usage in their own tables only.
void fillUsage(std::vector<LineRow> &Rows, llvm::ArrayRef<const FunctionGroup *> Inner);

/// Prints blocks never freed by the line that allocated them, the most bytes first, each with its callers.
void printLeaks(const Profile &P, const FunctionFilter &Filter, llvm::raw_ostream &OS);

/// Prints what each line's blocks held when the heap was largest, the most bytes first.
void printPeak(const Profile &P, const CounterStore &Store, const FunctionFilter &Filter, llvm::raw_ostream &OS);

/// Prints live and all blocks by C++ type, the most live bytes first.
void printTypes(const Profile &P, llvm::raw_ostream &OS);

/// Prints what each thread allocated and freed, the most bytes first; of several processes added up by name.
void printHeapThreads(const Profile &P, llvm::raw_ostream &OS);

} // namespace hpinstr

#endif
