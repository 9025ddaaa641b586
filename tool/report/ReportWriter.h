//===- ReportWriter.h - writes a merged report ------------------*- C++ -*-===//
//
// Owns: the layout of a merged report. Must not: sum.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_REPORTWRITER_H
#define HPINSTR_TOOL_REPORT_REPORTWRITER_H

#include "CounterStore.h"
#include "llvm/Support/raw_ostream.h"

namespace hpinstr {

/// Writes \p Store as one report with HPI_FEATURE_MERGED. Equal sums give equal bytes, whatever the order of
/// the reports was: runs, notes, paths and modules are sorted.
/// \param TimeRows the sampled times, see SampledTime.h
/// \param HeapRows the allocations, see Allocations.h
void writeMerged(const CounterStore &Store, llvm::StringRef TimeRows, llvm::StringRef HeapRows, llvm::raw_ostream &OS);

} // namespace hpinstr

#endif
