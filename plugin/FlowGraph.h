//===- FlowGraph.h - which places of a function run equally often ---------===//
//
// Owns: the nodes that visits are counted at, and the equations between them. Decides nothing and changes nothing.
//
// A node is a stretch of a basic block that control, once in it, leaves at its end only: blocks are cut behind each
// instruction that may not continue (Marker.h). Nodes that always run together form a class. A class may follow from
// others: from all the ways out of one of its nodes, or from all the ways into one. Only sums are used: where a process
// dies between two additions, a sum lacks what is in flight, while a difference could show visits that never were.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_PLUGIN_FLOWGRAPH_H
#define HPINSTR_PLUGIN_FLOWGRAPH_H

#include "Marker.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/Analysis/CycleAnalysis.h"
#include "llvm/Analysis/PostDominators.h"
#include "llvm/IR/Dominators.h"
#include <vector>

namespace hpi {

/// A stretch of a block without a way out in its middle.
struct FlowNode {
  llvm::BasicBlock *Block = nullptr;
  bool IsTop = false;    ///< begins with the block: runs whenever an edge leads here
  bool IsBottom = false; ///< ends with the block, and the block with a plain branch
  SiteList Sites;
  llvm::Instruction *At = nullptr; ///< where to count: its last marker, else its end
};

class FlowGraph {
public:
  /// Cuts \p F, whose markers must not change while the graph lives.
  FlowGraph(llvm::Function &F);

  /// Finds the classes. Without this each node is a class of its own.
  void classify(llvm::DominatorTree &DT, llvm::PostDominatorTree &PDT, const llvm::CycleInfo &CI);

  const std::vector<FlowNode> &nodes() const { return Nodes; }
  unsigned classOf(unsigned Node) const;
  /// \returns the node at the top of \p Block
  unsigned top(const llvm::BasicBlock *Block) const { return Range.lookup(Block).first; }
  /// \returns the node at the bottom of \p Block, which need not be IsBottom
  unsigned bottom(const llvm::BasicBlock *Block) const { return Range.lookup(Block).second; }

private:
  void cut(llvm::BasicBlock &Block);
  bool runTogether(llvm::BasicBlock *A, llvm::BasicBlock *J, const llvm::CycleInfo &CI) const;

  std::vector<FlowNode> Nodes;
  llvm::DenseMap<const llvm::BasicBlock *, std::pair<unsigned, unsigned>> Range;
  mutable std::vector<unsigned> Parent; ///< union-find; a root names its class
};

} // namespace hpi

#endif
