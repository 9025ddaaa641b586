//===- OutputFile.h - writes a file as a whole or not at all ----*- C++ -*-===//
//
// Owns: output by a temporary and a rename, and the refusal to write over an input. Must not: know what is written.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_OUTPUTFILE_H
#define HPINSTR_TOOL_REPORT_OUTPUTFILE_H

#include "Inputs.h"
#include "llvm/Support/raw_ostream.h"

namespace hpinstr {

/// Fails where \p Output is one of \p Inputs, by whatever name.
llvm::Error checkNotAnInput(llvm::StringRef Output, const std::vector<Input> &Inputs);

/// Lets \p Write fill a temporary beside \p Path and renames it when all went well. A \p Path that is no regular
/// file (a terminal, a pipe, /dev/null) is written in place; `-` and the empty path are stdout.
llvm::Error writeOutput(llvm::StringRef Path, llvm::function_ref<llvm::Error(llvm::raw_ostream &)> Write);

} // namespace hpinstr

#endif
