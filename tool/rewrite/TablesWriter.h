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

/// What the tables say beside the plan.
struct TableHead {
  std::string Options;    ///< as the report shows them
  std::string Tree, Path; ///< where the rewritten file goes: a folder, absolute, and a path below it
  unsigned Wants = 0;     ///< HPI_WANTS_*
};

/// The blob for \p File, whose original text is \p Text.
std::string encodeTables(const SourceSites &File, const Plan &P, llvm::StringRef Text, const TableHead &Head);

} // namespace hpi

#endif
