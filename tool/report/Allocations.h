//===- Allocations.h - allocations to lines and functions -------*- C++ -*-===//
//
// Owns: which line and function an allocation belongs to, and the rows by which a merged report keeps that.
// Must not: open a report.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_ALLOCATIONS_H
#define HPINSTR_TOOL_REPORT_ALLOCATIONS_H

#include "SourceStacks.h"

namespace hpinstr {

/// Adds the allocations of \p Store, and the rows of merged reports in it, to \p P.
void addAllocations(Profile &P, const CounterStore &Store, const SourceStacks &Sources);

/// \returns all allocations of \p P as rows, sorted: what a HEAPROWS chunk holds (docs/report-format.md)
std::string allocationRows(const Profile &P);

/// Adds \p Rows of merged reports to \p P.
void addAllocationRows(Profile &P, const std::vector<std::string> &Rows);

} // namespace hpinstr

#endif
