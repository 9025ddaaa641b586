//===- VisitTable.h - how long the visits of lines were ---------*- C++ -*-===//
//
// Owns: the table of least, mean and greatest times and their distribution. Must not: choose functions.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_VISITTABLE_H
#define HPINSTR_TOOL_REPORT_VISITTABLE_H

#include "FunctionGroup.h"
#include "Terminal.h"
#include "llvm/Support/raw_ostream.h"

namespace hpinstr {

/// Prints a row for \p G as a whole and one for each of its lines that is timed exactly; nothing where none is.
void printVisitTable(const FunctionGroup &G, const Profile &P, const Palette &Colors, llvm::raw_ostream &OS);

} // namespace hpinstr

#endif
