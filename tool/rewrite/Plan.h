//===- Plan.h - which probes a file gets, and what their counters mean ----===//
//
// Owns: the choice of one site a line, of one probe a run, and the numbering of counters in the order of the text.
// Must not: know Clang, nor write text.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REWRITE_PLAN_H
#define HPINSTR_TOOL_REWRITE_PLAN_H

#include "Site.h"

namespace hpi {

/// A probe in the text. Several may count on one counter.
struct Probe {
  Insertion Place;
  unsigned Counter = 0;
  bool IsRound = false;    ///< counts in a variable of the loop around it
  bool IsBaseOnly = false; ///< looks up the thread's counters, and counts nothing
  bool EndsThread = false; ///< all of the thread's timed functions end
  bool IsTime = false;     ///< tells the time: Counter is an index into Plan::Times
};

struct PlannedSite {
  const Site *Where = nullptr;
  int Function = -1;           ///< index into Plan::Functions
  std::vector<unsigned> Terms; ///< counters whose sum it is
};

/// What has exact times: a line of a function, or a function.
struct PlannedTime {
  unsigned Function = 0;       ///< index into Plan::Functions
  unsigned Path = 0, Line = 0; ///< Line is 0 for the function
};

struct Plan {
  /// Behind the hits stand the counters of times, then their maxima.
  unsigned firstTime(unsigned Time) const { return NumCounters + Time * HPI_NUM_TIMECOUNTERS; }
  unsigned firstMaximum(unsigned Time) const { return firstTime(unsigned(Times.size())) + Time * HPI_NUM_TIMEMAXIMA; }

  std::vector<Probe> Probes; ///< in the order of the text
  std::vector<const FunctionRecord *> Functions;
  std::vector<int> Entries; ///< of each function: index into Sites, -1 for none
  std::vector<PlannedSite> Sites;
  unsigned NumCounters = 0;           ///< of hits
  std::vector<PlannedTime> Times;     ///< of each function: itself, the line that it begins with, other lines
  std::vector<const Site *> Unprobed; ///< what could run and has no place for a probe
};

/// Decides for \p File, whose sites it marks (Site::IsLine).
Plan makePlan(SourceSites &File);

} // namespace hpi

#endif
