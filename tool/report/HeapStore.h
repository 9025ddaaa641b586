//===- HeapStore.h - the allocations of a process by stack ------*- C++ -*-===//
//
// Owns: what the threads of a process allocated, added up by stack. Must not: know source lines.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_HEAPSTORE_H
#define HPINSTR_TOOL_REPORT_HEAPSTORE_H

#include "HeapProfile.h"
#include "StackTable.h"

namespace hpinstr {

/// The allocations of a process.
struct StoredHeap {
  uint64_t ImageId;
  RunHeap Run;
  /// By index into StackTable::Stacks; self and total are the same, KeptBytes 0.
  std::map<uint32_t, AllocFigures> Stacks;
};

/// \param IsSinceSetpoint all but the heap over time relative to the last set-point, where the process made one
/// \returns what \p File has of allocations, nothing where it has none
std::optional<StoredHeap> storeHeap(const ReportFile &File, StackTable &Stacks, bool IsSinceSetpoint);

} // namespace hpinstr

#endif
