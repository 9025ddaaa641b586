//===- HeapText.h - the heap of the processes in words ----------*- C++ -*-===//
//
// Owns: what is said of allocations as a whole: sums, peak, and what no line has. Must not: sum lines or stacks.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_HEAPTEXT_H
#define HPINSTR_TOOL_REPORT_HEAPTEXT_H

#include "Profile.h"
#include "llvm/Support/raw_ostream.h"

namespace hpinstr {

/// Prints how much was allocated, freed, live at the end and at the peak, and how much of it no line has; nothing where
/// allocations were not collected.
void printHeap(const Profile &P, const CounterStore &Store, llvm::raw_ostream &OS);

/// \returns "5.0 kB at 0.123 s": the largest heap that a process had, and when in its life; nothing where none had any
std::string peakText(const Profile &P, const CounterStore &Store);

/// HPI_HEAP_* in a word.
llvm::StringRef heapScopeName(uint64_t Scope);

} // namespace hpinstr

#endif
