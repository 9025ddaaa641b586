//===- SampledTime.h - samples to times of lines and functions --*- C++ -*-===//
//
// Owns: which line and function a sample's time belongs to, and the rows by which a merged report keeps that.
// Must not: open a report.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_SAMPLEDTIME_H
#define HPINSTR_TOOL_REPORT_SAMPLEDTIME_H

#include "SourceStacks.h"
#include "llvm/Support/raw_ostream.h"

namespace hpinstr {

/// Adds the samples of \p Store, and the rows of merged reports in it, to the lines and functions of \p P. Those that
/// were timed exactly keep their times.
void addSampledTimes(Profile &P, const CounterStore &Store, const SourceStacks &Sources);

/// \returns all sampled times of \p P as rows, sorted: what a TIMES chunk holds (docs/report-format.md)
std::string sampledTimeRows(const Profile &P);

/// What took the samples, HPI_SOURCE_*, in a word.
llvm::StringRef samplerName(uint32_t Source);

/// Prints how time was sampled and how much of it the lines do not have; nothing where none was.
/// \param HasMarks whether a table above has figures that rest on few samples
void printSampling(const Profile &P, bool HasMarks, llvm::raw_ostream &OS);

} // namespace hpinstr

#endif
