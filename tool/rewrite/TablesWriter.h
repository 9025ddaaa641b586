//===- TablesWriter.h - the tables of a rewritten file --------------------===//
//
// Owns: the encoder of the grammar in include/hpinstr/Tables.h for a plan. Must not: choose anything.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REWRITE_TABLESWRITER_H
#define HPINSTR_TOOL_REWRITE_TABLESWRITER_H

#include "Plan.h"

#include "llvm/ADT/StringRef.h"

namespace hpi {

/// The blob for \p File, whose original text is \p Text.
std::string encodeTables(const SourceSites &File, const Plan &P, llvm::StringRef Text);

} // namespace hpi

#endif
