//===- ModuleTables.h - decoded tables of a translation unit ----*- C++ -*-===//
//
// Owns: the tables blob (include/hpinstr/Tables.h) as data. Must not: know files, counters' values or sources.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_MODULETABLES_H
#define HPINSTR_TOOL_REPORT_MODULETABLES_H

#include "hpinstr/Tables.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <vector>

namespace hpinstr {

struct TableFile {
  llvm::StringRef Path;
  llvm::StringRef Sha256; ///< 32 bytes, or none
};

struct TableFunction {
  llvm::StringRef Linkage;
  llvm::StringRef Name;
  uint64_t File, Line, Column, EndLine;
  uint64_t Flags; ///< HPI_FUNC_*
  uint64_t Entry; ///< site index + 1, 0 for none
};

struct TableSite {
  uint64_t Function; ///< index + 1, 0 for none
  uint64_t Kind;     ///< HPI_SITE_*, or one of a later version
  uint64_t Flags;    ///< HPI_SITEFLAG_*
  uint64_t File, Line, Column;
  size_t FirstTerm, NumTerms; ///< slice of ModuleTables::Terms
};

struct TableBranch {
  uint64_t File, Line, Column;
  uint64_t Total, True; ///< site indices
};

struct TableSkipped {
  llvm::StringRef Linkage;
  uint64_t File, Line;
  uint64_t Reason; ///< HPI_SKIP_*, or one of a later version
};

struct TableTimed {
  uint64_t Function;      ///< index
  uint64_t File, Line;    ///< line 0: the function as a whole
  uint64_t First, Maxima; ///< counter indices
};

struct TableCall {
  uint64_t Site;          ///< index
  llvm::StringRef Callee; ///< linkage name; empty for a call through a pointer
};

struct TableNew {
  uint64_t Function; ///< index + 1, 0 for none
  uint64_t File, Line, Column;
  llvm::StringRef Type;
};

/// What was compiled in the place of a file, in a rewritten tree.
struct TableCopy {
  uint64_t File;              ///< index
  llvm::StringRef Tree, Path; ///< absolute, and below it
};

/// All indices are in range once decode() succeeded. StringRefs point into the object's own payload.
class ModuleTables {
public:
  /// \param Blob        header and payload
  /// \param NumCounters counters of the module: terms stay below
  static llvm::Expected<ModuleTables> decode(llvm::StringRef Blob, uint64_t NumCounters);

  ModuleTables(ModuleTables &&) = default;
  ModuleTables(const ModuleTables &) = delete;

  unsigned NumTimeCounters = 0; ///< of each of Timed, from First on
  llvm::StringRef Producer, Options, MainFile, Directory;
  std::vector<TableFile> Files;
  std::vector<TableFunction> Functions;
  std::vector<TableSite> Sites;
  std::vector<uint64_t> Terms; ///< counter index * 2 + 1 where it is subtracted
  std::vector<TableBranch> Branches;
  std::vector<TableSkipped> Skipped;
  std::vector<TableTimed> Timed;
  std::vector<TableCall> Calls;
  std::vector<TableNew> News;
  std::vector<TableCopy> Copies;

private:
  ModuleTables() = default;
  std::vector<uint8_t> Payload;
};

/// Checks the head of \p Blob and unpacks its payload into \p Payload.
llvm::Error unpackTables(llvm::StringRef Blob, std::vector<uint8_t> &Payload);

} // namespace hpinstr

#endif
