//===- FlowEquations.h - what runs as often as what in all ------*- C++ -*-===//
//
// Owns: the classes of a function, which are those of its flow graph, then the sides of folded branches, then edges;
// and the sums that hold between them. Must not: decide what is counted.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_PLUGIN_FLOWEQUATIONS_H
#define HPINSTR_PLUGIN_FLOWEQUATIONS_H

#include "Additions.h"
#include "FlowGraph.h"
#include "FoldedBranches.h"

#include "llvm/Analysis/BlockFrequencyInfo.h"
#include "llvm/Analysis/BranchProbabilityInfo.h"

#include <map>

namespace hpi {

/// Sum of classes, each as often as it stands here.
using Sum = llvm::SmallVector<unsigned, 4>;

/// A critical edge: its ends have others, too, so that neither runs as often.
using Edge = std::pair<llvm::BasicBlock *, llvm::BasicBlock *>;

class FlowEquations {
public:
  /// \param FAM analyses; null where each marker is to be counted on its own: then nothing but classes is to be had
  FlowEquations(llvm::Function &F, llvm::FunctionAnalysisManager *FAM, llvm::ArrayRef<FoldedBranch> Folded);

  const FlowGraph &graph() const { return Graph; }
  unsigned classAtTop(const llvm::BasicBlock *Block) const { return Graph.classOf(Graph.top(Block)); }
  unsigned classAtBottom(const llvm::BasicBlock *Block) const { return Graph.classOf(Graph.bottom(Block)); }

  /// The classes that have sites, with these.
  const std::map<unsigned, SiteList> &sites() const { return Sites; }
  /// Classes that are the sum of both sides of a folded branch.
  const std::map<unsigned, Sum> &foldedSums() const { return FoldedSums; }
  llvm::ArrayRef<unsigned> nodesOf(unsigned Class) const;
  uint64_t frequency(unsigned Class) const;

  /// The class of \p Node as the sum of where it leads. \returns false where control has other ways out
  bool fromSuccessors(unsigned Node, Sum &Out);
  /// The class of \p Node as the sum of what leads there. \returns false where that is not known
  bool fromPredecessors(unsigned Node, Sum &Out);
  /// Edges that could be counted, most frequent first.
  std::vector<Edge> criticalEdges();

  /// Where to count \p Class. Gives an edge a block of its own, so call after all questions are answered.
  Addition additionFor(unsigned Class, unsigned Counter);

private:
  void addFolded(const FoldedBranch &Branch);
  bool edgeClass(Edge E, Sum &Out);
  bool isCountable(Edge E) const;
  uint64_t frequency(Edge E) const;
  unsigned placeFor(unsigned Class) const;
  unsigned firstSide() const { return Graph.nodes().size(); }
  unsigned firstEdge() const { return firstSide() + Sides.size(); }

  llvm::Function &F;
  llvm::FunctionAnalysisManager *FAM;
  FlowGraph Graph;
  llvm::BlockFrequencyInfo *Frequencies = nullptr;
  llvm::BranchProbabilityInfo *Probabilities = nullptr;
  llvm::LoopInfo *LI = nullptr;
  std::map<unsigned, llvm::SmallVector<unsigned, 4>> Members; ///< class to its nodes
  std::map<unsigned, SiteList> Sites;
  std::map<unsigned, Sum> FoldedSums;
  std::vector<FoldedSide> Sides;
  std::vector<Edge> Edges;
  std::map<Edge, unsigned> EdgeClasses;
};

} // namespace hpi

#endif
