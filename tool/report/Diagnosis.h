//===- Diagnosis.h - what hpinstr doctor says -------------------*- C++ -*-===//
//
// Owns: the sentences of the diagnosis of programs, reports and empty directories. Must not: choose what to look at.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_DIAGNOSIS_H
#define HPINSTR_TOOL_REPORT_DIAGNOSIS_H

#include "ElfProbes.h"
#include "Profile.h"
#include "llvm/Support/raw_ostream.h"

namespace hpinstr {

void diagnoseElf(const ElfProbes &Probes, llvm::raw_ostream &OS);
void diagnoseReport(const ReportFile &File, llvm::raw_ostream &OS);
void diagnoseEmptyDir(llvm::StringRef Dir, llvm::raw_ostream &OS);

} // namespace hpinstr

#endif
