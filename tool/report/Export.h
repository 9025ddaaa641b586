//===- Export.h - reports for other programs --------------------*- C++ -*-===//
//
// Owns: the list of export formats. Must not: read files.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_EXPORT_H
#define HPINSTR_TOOL_REPORT_EXPORT_H

#include "Profile.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace hpinstr {

void exportTsv(const Profile &P, const CounterStore &Store, llvm::raw_ostream &OS);
void exportJson(const Profile &P, const CounterStore &Store, llvm::raw_ostream &OS);
void exportLcov(const Profile &P, const CounterStore &Store, llvm::raw_ostream &OS);
void exportCobertura(const Profile &P, const CounterStore &Store, llvm::raw_ostream &OS);
void exportMprof(const Profile &P, const CounterStore &Store, llvm::raw_ostream &OS);
void exportMprofHeap(const Profile &P, const CounterStore &Store, llvm::raw_ostream &OS);

/// JSON knows only valid UTF-8; paths and arguments can hold any bytes.
std::string utf8(llvm::StringRef Text);

/// The attributes `labels`, `regions` and `threads` of the JSON export, those of them that there are.
void exportLabels(const CounterStore &Store, llvm::json::OStream &J);

/// The attributes of a line or function that allocated or freed.
void exportAllocs(const AllocFigures &Figures, bool IsSinceSetpoint, llvm::json::OStream &J);

/// The attributes of all processes together, where the allocations of any were counted.
void exportHeapTotals(const Profile &P, llvm::json::OStream &J);

/// The attributes of a process whose allocations were collected, which started at \p StartNs.
void exportRunHeap(const RunHeap &Run, uint64_t StartNs, llvm::json::OStream &J);

/// The attributes `leaks` and `types` of the JSON export.
void exportHeap(const Profile &P, llvm::json::OStream &J);

} // namespace hpinstr

#endif
