//===- CallGraph.cpp - who called whom ------------------------------------===//
//
// Owns: what follows from the counts of calls: callers, callees, primitive calls. Must not: print.
//
// All code without probes is one node, Outside: whoever makes a call that leads there, or one through a pointer, may be
// called back by it. A function that lies on no cycle but its own edge to itself is recursive by that edge only, and
// each call by way of that edge is one of those that are not primitive.
//
//===----------------------------------------------------------------------===//
#include "CallGraph.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace hpinstr;

namespace {
/// Tarjan's strongly connected components, without recursion.
class Components {
public:
  explicit Components(const std::vector<std::vector<size_t>> &Next);
  bool isAlone(size_t Node) const { return Sizes[Of[Node]] == 1; }

private:
  void visit(size_t Root);
  void open(size_t Node);
  void close(size_t Node);

  static constexpr size_t None = ~size_t(0);
  const std::vector<std::vector<size_t>> &Next;
  std::vector<size_t> Number, Low, Of, Sizes, Stack;
  std::vector<std::pair<size_t, size_t>> Path; ///< node, and which of its edges is next
  size_t NumSeen = 0;
};
} // namespace

Components::Components(const std::vector<std::vector<size_t>> &Next)
    : Next(Next), Number(Next.size(), None), Low(Next.size()), Of(Next.size(), None) {
  for (size_t Node = 0; Node != Next.size(); ++Node)
    if (Number[Node] == None)
      visit(Node);
}

void Components::open(size_t Node) {
  Number[Node] = Low[Node] = NumSeen++;
  Stack.push_back(Node);
  Path.push_back({Node, 0});
}

void Components::close(size_t Node) {
  if (Low[Node] != Number[Node])
    return;
  Sizes.push_back(0);
  for (size_t Member = None; Member != Node;) {
    Member = Stack.back();
    Stack.pop_back();
    Of[Member] = Sizes.size() - 1;
    ++Sizes.back();
  }
}

void Components::visit(size_t Root) {
  open(Root);
  while (!Path.empty()) {
    auto &[Node, Edge] = Path.back();
    if (Edge != Next[Node].size()) {
      size_t To = Next[Node][Edge++];
      if (Number[To] == None)
        open(To);
      else if (Of[To] == None)
        Low[Node] = std::min(Low[Node], Number[To]);
      continue;
    }
    size_t Done = Node;
    Path.pop_back();
    if (!Path.empty())
      Low[Path.back().first] = std::min(Low[Path.back().first], Low[Done]);
    close(Done);
  }
}

CallGraph::CallGraph(const Profile &P)
    : P(P), Incoming(P.Functions.size()), Outgoing(P.Functions.size()), SampledCallers(P.Functions.size()),
      SampledCallees(P.Functions.size()), Known(P.Functions.size()) {
  for (const auto &[Edge, Time] : P.TimeEdges) {
    SampledCallers[Edge.second].push_back({Edge.first, Time});
    SampledCallees[Edge.first].push_back({Edge.second, Time});
  }
  for (const auto &[I, Call] : enumerate(P.Calls)) {
    Outgoing[Call.Caller].push_back(I);
    if (!Call.Callee)
      continue;
    Incoming[*Call.Callee].push_back(I);
    Known[*Call.Callee] += Call.Calls;
  }
}

/// Edges between functions, but for those of a function to itself; Outside is behind the last of them.
std::vector<std::vector<size_t>> CallGraph::successors() const {
  size_t Outside = P.Functions.size();
  std::vector<std::vector<size_t>> Next(Outside + 1);
  for (const ProfileCall &Call : P.Calls)
    if (Call.Callee.value_or(Outside) != Call.Caller)
      Next[Call.Caller].push_back(Call.Callee.value_or(Outside));
  for (const auto &[I, F] : enumerate(P.Functions)) {
    if (!F.HasEdges)
      Next[I].push_back(Outside);
    if (F.Calls.value_or(0) > Known[I])
      Next[Outside].push_back(I);
  }
  return Next;
}

std::vector<std::optional<uint64_t>> CallGraph::primitiveCalls() const {
  std::vector<std::vector<size_t>> Next = successors();
  Components All(Next);
  std::vector<uint64_t> Own(P.Functions.size());
  for (const ProfileCall &Call : P.Calls)
    if (Call.Callee && *Call.Callee == Call.Caller)
      Own[Call.Caller] += Call.Calls;
  std::vector<std::optional<uint64_t>> Primitive(P.Functions.size());
  for (const auto &[I, F] : enumerate(P.Functions)) {
    if (!F.Calls || !F.HasEdges)
      continue;
    uint64_t Calls = *F.Calls;
    if (Calls <= 1)
      Primitive[I] = Calls;
    else if (All.isAlone(I) && Own[I] <= Calls)
      Primitive[I] = Calls - Own[I];
  }
  return Primitive;
}

/// The most frequent first, what is not a function last.
static void sortEnds(std::vector<CallEnd> &Ends) {
  llvm::sort(Ends, [](const CallEnd &A, const CallEnd &B) {
    auto Key = [](const CallEnd &E) { return std::tuple(!E.Function, ~E.Calls.value_or(0), E.Function); };
    return Key(A) < Key(B);
  });
}

std::optional<TimeFigures> CallGraph::timeOf(const ProfileCall &Call) const {
  if (!Call.Callee)
    return std::nullopt;
  auto It = P.TimeEdges.find({Call.Caller, *Call.Callee});
  return It == P.TimeEdges.end() ? std::nullopt : std::optional(It->second);
}

/// Adds the other ends of edges that no call was counted for: what is between them has no probes, as qsort, or its unit
/// no edges.
void CallGraph::addSampled(const Sampled &Others, std::vector<CallEnd> &Ends) {
  for (const auto &[Other, Time] : Others)
    if (none_of(Ends, [&, O = Other](const CallEnd &E) { return E.Function == O; }))
      Ends.push_back({Other, std::nullopt, Time});
}

std::vector<CallEnd> CallGraph::callersOf(size_t Index) const {
  std::vector<CallEnd> Callers;
  for (size_t I : Incoming[Index])
    Callers.push_back({P.Calls[I].Caller, P.Calls[I].Calls, timeOf(P.Calls[I])});
  addSampled(SampledCallers[Index], Callers);
  uint64_t Calls = P.Functions[Index].Calls.value_or(0);
  if (Calls > Known[Index])
    Callers.push_back({std::nullopt, Calls - Known[Index], std::nullopt});
  sortEnds(Callers);
  return Callers;
}

std::vector<CallEnd> CallGraph::calleesOf(size_t Index) const {
  std::vector<CallEnd> Callees;
  for (size_t I : Outgoing[Index])
    Callees.push_back({P.Calls[I].Callee, P.Calls[I].Calls, timeOf(P.Calls[I])});
  addSampled(SampledCallees[Index], Callees);
  sortEnds(Callees);
  return Callees;
}
