//===- SiteTable.h - files, functions and sites of a translation unit -----===//
//
// Owns: the list of what can run, as found in the AST, and how physical counters make up each site.
// Must not: know Clang or the IR; it is plain data that both halves of the plugin share.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_PLUGIN_SITETABLE_H
#define HPINSTR_PLUGIN_SITETABLE_H

#include "hpinstr/Tables.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hpi {

/// A source file, named as it will be shown.
struct FileRecord {
  std::string Path;
  std::optional<std::array<uint8_t, 32>> Sha256; ///< absent where no one physical file stands behind the name
};

/// A function definition. Lines and columns count from 1.
struct FunctionRecord {
  std::string Linkage; ///< mangled name, empty for a template's pattern
  std::string Name;    ///< as written, for what has no linkage name
  unsigned File = 0, Line = 0, Column = 0, EndLine = 0;
  unsigned Flags = 0; ///< HPI_FUNC_*
  int Entry = -1;     ///< its FUNC site, -1 for none
};

/// A place whose visits are counted.
struct SiteRecord {
  int Function = -1; ///< index of the function it stands in, -1 at namespace scope
  HpiSiteKind Kind = HPI_SITE_STMT;
  bool IsLine = false; ///< gives its line the number
  unsigned File = 0, Line = 0, Column = 0;
  unsigned Order = 0;     ///< offset of its (expanded) place in its file: the smallest on a line is the first
  unsigned Drift = 0;     ///< lines between it and the #line that it is behind, 0 without one
  uint64_t Identity = 0;  ///< equal for the same text in all instantiations and repeated inclusions
  unsigned Body = 0;      ///< the function body or initialiser it stands in
  bool IsPattern = false; ///< stands in a template that is not instantiated here
  unsigned Expansion = 0; ///< equal for all that one macro use makes
  llvm::SmallVector<uint32_t, 2> Terms; ///< counter * 2 + (1 where subtracted)
};

/// A condition whose two outcomes are known from sites: taken = hits(True), not taken = hits(Total) - hits(True).
struct BranchRecord {
  unsigned File = 0, Line = 0, Column = 0;
  unsigned Total = 0, True = 0; ///< site indices
};

/// A function that got no probes, and why.
struct SkippedRecord {
  std::string Linkage;
  unsigned File = 0, Line = 0;
  HpiSkipReason Reason = HPI_SKIP_DENIED;
};

/// A line of a timed function, or the function as a whole, and its counters.
struct TimedRecord {
  unsigned Function = 0;
  unsigned File = 0, Line = 0; ///< line 0 is the function
  unsigned First = 0;          ///< of HPI_NUM_TIMECOUNTERS counters
  unsigned Maxima = 0;         ///< of HPI_NUM_TIMEMAXIMA maxima, counted from the module's first
};

/// A site at which a function is called.
struct CallRecord {
  unsigned Site = 0;
  std::string Callee; ///< its linkage name; empty for a call through a pointer
};

/// A `new` expression.
struct NewRecord {
  int Function = -1; ///< index of the function it stands in, -1 for none
  unsigned File = 0, Line = 0, Column = 0;
  std::string Type; ///< of an array, that of its elements and []
};

/// Everything the report needs to know about one translation unit.
class SiteTable {
public:
  std::string Producer, Options, MainFile, Directory;
  std::vector<FileRecord> Files;
  std::vector<FunctionRecord> Functions;
  std::vector<SiteRecord> Sites;
  std::vector<BranchRecord> Branches;
  std::vector<SkippedRecord> Skipped;
  std::vector<TimedRecord> Timed;
  std::vector<CallRecord> Calls;
  std::vector<NewRecord> News;
  unsigned FirstMaximum = 0; ///< counter index of the module's first maximum
  unsigned NumBodies = 0;    ///< bodies and initialisers numbered so far

  /// Index of the file \p Path, which is added where it is new.
  unsigned fileIndex(llvm::StringRef Path);

  /// Chooses on each line the site that gives it its number: the first statement that starts there, before it a
  /// function's name, else the first operand. Clears IsLine of all others.
  void chooseLineSites();
  /// Lets functions reach to their last site, where #line has put the closing brace above it.
  void closeFunctions();

  /// Forgets branches whose sites have no number. Call after chooseLineSites.
  void dropUncountedBranches();

  /// True where visits of \p Site must be counted: it numbers its line or counts calls.
  bool isCounted(unsigned Site) const;

  /// True where reaching \p Site means that control is on its line, as a timed function wants to know.
  bool beginsLine(const SiteRecord &Site) const;

  bool isTimed(int Function) const { return Function >= 0 && Functions[Function].Flags & HPI_FUNC_TIMED; }

  /// The blob of include/hpinstr/Tables.h, compressed where that is shorter.
  std::string encode() const;

private:
  llvm::StringMap<unsigned> FileIndex;
};

} // namespace hpi

#endif
