//===- DumpText.h - the raw report as text, and back ------------*- C++ -*-===//
//
// Owns: the text form. Its lines say which bytes follow, so that text gives back the same file, byte for byte,
// whatever the file holds; what the bytes mean stands in comments. A line is one of
//
//   hpinstr-dump 1          first line: version of the text form
//   at OFFSET WORD          a place, checked on the way back; WORD is for people
//   u32|i32|u64 NAME VALUE  a number; NAME is for people
//   text "..."              bytes; \\xHH for what does not print, backslash and quote
//   hex HH...               bytes
//   counts N...             64-bit numbers
//   zero N                  N bytes of 0
//   # ...                   nothing
//
// Must not: sum or judge.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_DUMPTEXT_H
#define HPINSTR_TOOL_REPORT_DUMPTEXT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace hpinstr {

/// Writes the text form of the whole file \p Data, reserve included.
void dumpReport(llvm::StringRef Data, llvm::raw_ostream &OS);

/// Writes the bytes that \p Text stands for. \p Name names it in errors.
llvm::Error undumpReport(llvm::StringRef Text, llvm::StringRef Name, llvm::raw_ostream &OS);

} // namespace hpinstr

#endif
