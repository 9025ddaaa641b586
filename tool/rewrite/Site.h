//===- Site.h - what can run in a source file, and where its probes go ----===//
//
// Owns: the plain data that the readers of syntax trees hand to the writer of text: sites, runs, bodies, files.
// Must not: know Clang.
//
// A *site* is a place whose visits are a number of the report. A *run* is a set of places that control always visits
// together; one probe counts them all. A *body* is a function, or an initialiser outside of functions: the unit in
// which two translation units that see one header agree or differ.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REWRITE_SITE_H
#define HPINSTR_TOOL_REWRITE_SITE_H

#include "hpinstr/Tables.h"
#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace hpi {

/// How a probe is spelled where it stands.
enum class Form {
  None,     ///< nowhere: see Insertion::Reason
  Function, ///< `HPI_FUNCTION(tag, N);` behind the brace that opens a function, or `HPI_HERE(tag);` if only others
            ///< count
  Line,     ///< `HPI_LINE(N);` before a statement in a list
  Head,     ///< ` HPI_LINE(N);` behind the brace that opens a block
  Decl,     ///< `HPI_DECL(N)` before a declaration in C, where a statement could end the declarations of a block
  Brace,    ///< `{ HPI_LINE(N); ` before and ` }` behind a statement that stands alone
  Before,   ///< `HPI_BEFORE(N)` before such a statement whose end stands in a macro
  Comma,    ///< `HPI_AT(N), ` before an expression
  Wrap,     ///< `(HPI_AT(N), ` before and `)` behind an expression
  And,      ///< `HPI_AND(N) ` before the right side of `&&`
  Or,       ///< `HPI_OR(N) ` before the right side of `||`
  Global,   ///< `HPI_GLOBAL(tag, N)` before a variable at namespace scope
  Rounds,   ///< `{ HPI_COUNT(N); ` before and ` HPI_COUNTED(N); }` behind a loop, whose probes are `HPI_ROUND(N)`
  Open,     ///< `{ ` before a statement
  Close,    ///< ` HPI_LINE(N); }` behind a statement
  Timed,    ///< `HPI_TIMED ` before a function's definition
};

/// A probe's place in its file.
struct Insertion {
  bool isPossible() const { return Kind != Form::None; }

  Form Kind = Form::None;
  unsigned Begin = 0, End = 0; ///< byte offsets; End only for Wrap, Brace and Rounds; of Close: where its Open is
  bool IsWeak = false;         ///< stands for what encloses the site: the last resort
  bool RunsAlways = false;     ///< never evaluated by the compiler, and must not become so
  bool HasBase = false;        ///< within the scope of a Function probe: the tag is known there
  const char *Reason = "";     ///< why there can be none
};

struct Site {
  HpiSiteKind Kind = HPI_SITE_STMT;
  bool IsLine = true;            ///< gives its line the number
  unsigned Path = 0;             ///< index into SourceSites::Paths: `#line` may lead to other files
  unsigned Line = 0, Column = 0; ///< from 1
  unsigned Order = 0;            ///< offset of its (expanded) place: the smallest on a line is the first
  unsigned Drift = 0;            ///< lines between it and the #line that it is behind, 0 without one
  uint64_t Identity = 0;         ///< equal for one text in all inclusions
  unsigned Run = 0;              ///< index into Body::Runs
  Insertion Own;                 ///< the probe that counts this site alone
  Insertion Start;               ///< where control comes to a loop's line before it comes to its condition
};

/// Equal visits, and the ways to count them. Sums hold at any time but between two additions: what leads from the one
/// place to the others cannot leave.
struct Run {
  std::vector<Insertion> Places; ///< one of them is enough, unless NeedsAll
  bool NeedsAll = false;         ///< the count is the sum over all places
  int Loop = -1;                 ///< index into Body::Loops of the loop that all places stand in, -1 for none
  /// Each the indices of runs that add up to this one.
  std::vector<std::vector<unsigned>> Sums;
};

struct FunctionRecord {
  std::string Linkage; ///< mangled name, empty for a template
  std::string Name;    ///< as written, for what has no linkage name
  unsigned Path = 0, Line = 0, Column = 0, EndLine = 0;
  unsigned Flags = 0; ///< HPI_FUNC_*
};

struct Body {
  bool IsFunction = false;
  FunctionRecord Function; ///< where IsFunction; its entry is the first site
  Insertion Base;          ///< of kind Function where the body's probes may share one lookup
  std::vector<Site> Sites;
  std::vector<Run> Runs;
  Insertion Timed;                   ///< of kind Timed where the function's time is exact
  std::vector<Insertion> ThreadEnds; ///< before calls that end the thread, and no frame of it
  unsigned First = ~0u;              ///< offset of the statement that the function begins with, where that has a site
  std::vector<Insertion> Loops;      ///< of kind Rounds: innermost loops that control leaves by their edges only

  /// Gives each site a run of its own.
  void split();
  /// Takes all places away.
  void leaveAlone(const char *Reason);
};

/// What a body is found by: its (expanded) offset, and what it is of those that one macro defines there.
inline uint64_t bodyKey(unsigned Order, HpiSiteKind Kind, unsigned Turn = 0) {
  return uint64_t(Order) << 24 | uint64_t(Turn & 0xffff) << 8 | Kind;
}

/// A function without probes.
struct SkippedRecord {
  std::string Linkage;
  unsigned Path = 0, Line = 0;
  HpiSkipReason Reason = HPI_SKIP_DENIED;
};

/// All that translation units found in one physical file.
struct SourceSites {
  std::vector<std::string> Paths;            ///< as shown; the file's own first
  std::map<uint64_t, Body> Bodies;           ///< by bodyKey()
  std::map<unsigned, SkippedRecord> Skipped; ///< by offset of the name
  std::map<unsigned, unsigned> Hidden;       ///< text that is made a comment: begin to end
  std::set<uint64_t> Evaluated;              ///< keys of bodies that make objects before the program starts
  bool IsFragment = false;                   ///< was included where no counters can be declared
  std::string RealPath;
  std::set<std::string> Fragments; ///< real paths of fragments that were included inside this file's functions
  std::set<std::string> Includers; ///< real paths of files that include this one outside of all namespaces

  unsigned pathIndex(const std::string &Path);
  void nameOwn(const std::string &Shown);
};

} // namespace hpi

#endif
