//===- FunctionTable.h - functions as cProfile prints them ------*- C++ -*-===//
//
// Owns: the table of functions, and those of callers and callees. Must not: sort or choose functions.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_FUNCTIONTABLE_H
#define HPINSTR_TOOL_REPORT_FUNCTIONTABLE_H

#include "FunctionGroup.h"
#include "llvm/Support/raw_ostream.h"

namespace hpinstr {

/// Prints `ncalls tottime percall cumtime percall filename:lineno(function)`, one row a group in the order given. Calls
/// are total/primitive where the two differ, total/? where the primitive ones are not known; times are seconds, blank
/// where not measured. Where allocations were collected their totals stand before the name.
void printFunctionTable(const std::vector<FunctionGroup> &Groups, const Profile &P, llvm::raw_ostream &OS);

enum class CallSide { Callers, Callees };

/// Prints for each of \p Groups who called it, or whom it called, and how often.
void printCalls(const std::vector<FunctionGroup> &Groups, const Profile &P, CallSide Side, llvm::raw_ostream &OS);

} // namespace hpinstr

#endif
