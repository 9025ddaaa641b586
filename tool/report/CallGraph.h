//===- CallGraph.h - who called whom ----------------------------*- C++ -*-===//
//
// Owns: what follows from the counts of calls: callers, callees, primitive calls. Must not: print.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_CALLGRAPH_H
#define HPINSTR_TOOL_REPORT_CALLGRAPH_H

#include "Profile.h"

namespace hpinstr {

/// One side of an edge: a function of the profile, or what has no probes or is not known.
struct CallEnd {
  std::optional<size_t> Function;
  std::optional<uint64_t> Calls;   ///< absent where only samples tell of them: by way of code without probes or edges
  std::optional<TimeFigures> Time; ///< of the callee in these calls, where it was sampled
};

class CallGraph {
public:
  /// \p P must outlive the graph.
  explicit CallGraph(const Profile &P);

  /// What called the function \p Index; the most frequent first. Where not all callers are known, one without a
  /// function stands for the others; those of them that samples tell are there, too, without a number of calls.
  std::vector<CallEnd> callersOf(size_t Index) const;

  /// What the function \p Index called, the most frequent first; one without a function for what is not known.
  std::vector<CallEnd> calleesOf(size_t Index) const;

  /// How many calls of each function were made while no other call of it was active; absent where that does not follow
  /// from the edges: in cycles of several functions, and where code without probes may have called back.
  std::vector<std::optional<uint64_t>> primitiveCalls() const;

private:
  using Sampled = std::vector<std::pair<size_t, TimeFigures>>; ///< the other function, and the callee's time

  static void addSampled(const Sampled &Others, std::vector<CallEnd> &Ends);
  std::vector<std::vector<size_t>> successors() const;
  std::optional<TimeFigures> timeOf(const ProfileCall &Call) const;

  const Profile &P;
  std::vector<std::vector<size_t>> Incoming, Outgoing; ///< indices into Profile::Calls, by function
  std::vector<Sampled> SampledCallers, SampledCallees; ///< by function
  std::vector<uint64_t> Known;                         ///< calls of each function by known callers
};

} // namespace hpinstr

#endif
