//===- FunctionTable.cpp - functions as cProfile prints them --------------===//
//
// Owns: the table of functions, and those of callers and callees. Must not: sort or choose functions.
//
//===----------------------------------------------------------------------===//
#include "FunctionTable.h"
#include "CallGraph.h"
#include "Diag.h"
#include "Terminal.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace hpinstr;

/// `filename:lineno(function)`.
static std::string placeText(const Profile &P, size_t File, uint64_t Line, StringRef Name) {
  return printable((P.Files[File].Path + Twine(":") + Twine(Line) + "(" + Name + ")").str());
}

static std::string seconds(std::optional<uint64_t> Ns, uint64_t Parts = 1, StringRef Mark = "") {
  return Ns && Parts ? Mark.str() + fixedText(double(*Ns) / 1e9 / double(Parts), Parts == 1 ? 3 : 6) : "";
}

namespace {
struct GroupCalls {
  std::optional<uint64_t> Primitive;
  std::string Text;
};
} // namespace

/// Without edges only the total is known, and stands alone.
static GroupCalls groupCalls(const FunctionGroup &G, const Profile &P,
                             const std::vector<std::optional<uint64_t>> &Primitive) {
  GroupCalls Result;
  if (!G.Calls)
    return Result;
  Result.Text = std::to_string(*G.Calls);
  bool HasEdges = any_of(G.Members, [](const ProfileFunction *F) { return F->HasEdges; });
  uint64_t Sum = 0;
  bool IsKnown = true;
  for (const ProfileFunction *F : G.Members) {
    std::optional<uint64_t> Own = Primitive[F - P.Functions.data()];
    IsKnown &= Own.has_value() || !F->Calls;
    Sum += Own.value_or(0);
  }
  if (IsKnown)
    Result.Primitive = Sum;
  if (HasEdges && !IsKnown)
    Result.Text += "/?";
  else if (IsKnown && Sum != *G.Calls)
    Result.Text += "/" + std::to_string(Sum);
  return Result;
}

/// Of its total what its threads were not on a processor, as far as that is told.
static uint64_t offCpuNs(const FunctionGroup &G) { return G.Exact ? nsOf(G.Exact->OffTotalPs) : 0; }

void hpinstr::printFunctionTable(const std::vector<FunctionGroup> &Groups, const Profile &P, raw_ostream &OS) {
  std::vector<std::optional<uint64_t>> Primitive = CallGraph(P).primitiveCalls();
  bool HasAllocs = any_of(Groups, [](const FunctionGroup &G) { return bool(G.Allocs); }), HasMarks = false;
  bool HasOffCpu = any_of(Groups, [](const FunctionGroup &G) { return offCpuNs(G) != 0; });
  OS << "       ncalls  tottime    percall  cumtime    percall" << (HasOffCpu ? "   offcpu" : "")
     << (HasAllocs ? "     allocs        bytes" : "") << "  filename:lineno(function)\n";
  for (const FunctionGroup &G : Groups) {
    GroupCalls Calls = groupCalls(G, P, Primitive);
    std::optional<uint64_t> Self, Total;
    if (G.Time) {
      Self = G.Time->SelfNs;
      Total = G.Time->TotalNs;
    }
    uint64_t NumCalls = G.Calls.value_or(0);
    StringRef Mark = G.Exact && G.Exact->isMostlyProbes() ? "~" : "";
    HasMarks |= !Mark.empty();
    OS << right_justify(Calls.Text, 13) << "  " << right_justify(seconds(Self, 1, Mark), 7) << "  "
       << right_justify(NumCalls ? seconds(Self, NumCalls, Mark) : "", 9) << "  "
       << right_justify(seconds(Total, 1, Mark), 7) << "  "
       << right_justify(NumCalls ? seconds(Total, Calls.Primitive.value_or(NumCalls), Mark) : "", 9);
    if (HasOffCpu)
      OS << "  " << right_justify(offCpuNs(G) ? seconds(offCpuNs(G)) : "", 7);
    if (HasAllocs)
      OS << "  " << right_justify(G.Allocs ? std::to_string(G.Allocs->Allocs) : "", 9) << "  "
         << right_justify(G.Allocs ? std::to_string(G.Allocs->Bytes) : "", 11);
    OS << "  " << placeText(P, G.File, G.Line, G.Name) << '\n';
  }
  if (HasMarks)
    OS << "~ the probes took longer than that, which is known to about a tenth\n";
  OS << '\n';
}

static void printFunctionCalls(const ProfileFunction &F, const Profile &P, const CallGraph &Graph, CallSide Side,
                               raw_ostream &OS) {
  size_t Index = &F - P.Functions.data();
  bool IsCallers = Side == CallSide::Callers;
  OS << placeText(P, F.File, F.Line, F.Name) << (IsCallers ? " was called by" : " called") << '\n';
  for (const CallEnd &End : IsCallers ? Graph.callersOf(Index) : Graph.calleesOf(Index)) {
    std::optional<uint64_t> Self, Total;
    if (End.Time) {
      Self = End.Time->SelfNs;
      Total = End.Time->TotalNs;
    }
    OS << right_justify(End.Calls ? std::to_string(*End.Calls) : "", 13) << "  " << right_justify(seconds(Self), 7)
       << "  " << right_justify(seconds(Total), 7) << "  ";
    if (End.Function) {
      const ProfileFunction &Other = P.Functions[*End.Function];
      OS << placeText(P, Other.File, Other.Line, Other.Name) << '\n';
    } else {
      OS << (IsCallers ? "(code without probes or without edges)\n" : "(code without probes)\n");
    }
  }
}

void hpinstr::printCalls(const std::vector<FunctionGroup> &Groups, const Profile &P, CallSide Side, raw_ostream &OS) {
  if (none_of(P.Functions, [](const ProfileFunction &F) { return F.HasEdges; }))
    printWarning("calls are not counted by caller: what is shown are callers that samples tell; build with "
                 "-fplugin-arg-hpinstr-edges=on");
  CallGraph Graph(P);
  OS << "       ncalls  tottime  cumtime  filename:lineno(function)\n";
  for (const FunctionGroup &G : Groups)
    for (const ProfileFunction *F : G.Members)
      if (F->Calls.value_or(0))
        printFunctionCalls(*F, P, Graph, Side, OS);
  OS << '\n';
}
