//===- ProcessText.h - the process behind a report --------------*- C++ -*-===//
//
// Owns: decoding PROCESS items and saying how a process ended. Must not: print.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_PROCESSTEXT_H
#define HPINSTR_TOOL_REPORT_PROCESSTEXT_H

#include "CounterStore.h"

namespace hpinstr {

/// The items that are there; what is damaged or missing stays empty. Points into the items.
struct ProcessFacts {
  std::vector<llvm::StringRef> Argv;
  llvm::StringRef Exe, Cwd, Options, Runtime, Machine, Cpu, Cpus, Governor, Turbo;
};

ProcessFacts decodeProcess(llvm::StringRef Items);

/// \returns "pid 12, exit status 0: ./app -v".
std::string processText(const StoredRun &Run);

} // namespace hpinstr

#endif
