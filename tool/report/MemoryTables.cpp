//===- MemoryTables.cpp - leaks, peak and types ---------------------------===//
#include "MemoryTables.h"
#include "Diag.h"
#include "HeapText.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace hpinstr;

// Of one line, and of one stack; what is left out is said.
static constexpr size_t MaxStacks = 10, MaxFrames = 20;

void hpinstr::fillUsage(std::vector<LineRow> &Rows, ArrayRef<const FunctionGroup *> Inner) {
  int64_t Usage = 0;
  for (LineRow &Row : Rows) {
    bool IsInner = any_of(Inner, [&](const FunctionGroup *G) { return G->Line < Row.Line && Row.Line <= G->EndLine; });
    if (IsInner || (!Row.Figures.Hits && !Row.Figures.Allocs))
      continue;
    Usage += Row.Figures.Allocs ? int64_t(Row.Figures.Allocs->KeptBytes) : 0;
    Row.UsageBytes = Usage;
  }
}

static std::string frameText(const Profile &P, const SourceFrame &F) {
  std::string Text = P.Files[F.File].Path + ":" + std::to_string(F.Line);
  if (F.Function != SourceFrame::None)
    Text += "(" + P.Functions[F.Function].Name + ")";
  return printable(Text);
}

static void printAmount(const LiveFigures &Live, raw_ostream &OS) {
  OS << right_justify(std::to_string(Live.Bytes), 12) << right_justify(std::to_string(Live.Blocks), 10);
}

/// What of \p Whole the lines, which have \p Lines, do not have: a last row, so that a table adds up.
static void printRest(const LiveFigures &Whole, const LiveFigures &Lines, StringRef Between, raw_ostream &OS) {
  LiveFigures Rest{Whole.Blocks - std::min(Whole.Blocks, Lines.Blocks),
                   Whole.Bytes - std::min(Whole.Bytes, Lines.Bytes)};
  if (!Rest.Blocks && !Rest.Bytes)
    return;
  printAmount(Rest, OS);
  OS << Between << "  (in no instrumented line)\n";
}

namespace {
using LiveStack = std::pair<const std::vector<SourceFrame> *, LiveFigures>;

/// What one line allocated and nobody freed.
struct LeakingLine {
  LiveFigures Sum;
  std::vector<LiveStack> Stacks;
};
} // namespace

static bool isMore(const LiveFigures &A, const LiveFigures &B) {
  return std::tie(A.Bytes, A.Blocks) > std::tie(B.Bytes, B.Blocks);
}

static void printStacks(const Profile &P, std::vector<LiveStack> Stacks, raw_ostream &OS) {
  llvm::sort(Stacks, [](const LiveStack &A, const LiveStack &B) {
    return isMore(A.second, B.second) || (!isMore(B.second, A.second) && *A.first < *B.first);
  });
  for (const auto &[Frames, Live] : ArrayRef(Stacks).take_front(MaxStacks)) {
    ArrayRef<SourceFrame> Callers = ArrayRef(*Frames).drop_front();
    if (Callers.empty())
      continue;
    bool IsFirst = true;
    for (const SourceFrame &F : Callers.take_front(MaxFrames)) {
      if (IsFirst)
        printAmount(Live, OS);
      OS << (IsFirst ? "    called from " : std::string(22 + 16, ' ')) << frameText(P, F) << '\n';
      IsFirst = false;
    }
    if (Callers.size() > MaxFrames)
      OS << std::string(22 + 16, ' ') << "and " << Callers.size() - MaxFrames << " further out\n";
  }
  if (Stacks.size() > MaxStacks)
    OS << std::string(22 + 4, ' ') << "and " << Stacks.size() - MaxStacks << " other stacks\n";
}

static bool isWantedFrame(const Profile &P, const SourceFrame &F, const FunctionFilter &Filter) {
  return matchesAny(Filter.Files, P.Files[F.File].Path) &&
         (Filter.Functions.empty() ||
          (F.Function != SourceFrame::None && matchesAny(Filter.Functions, P.Functions[F.Function].Name)));
}

void hpinstr::printLeaks(const Profile &P, const FunctionFilter &Filter, raw_ostream &OS) {
  std::map<SourceFrame, LeakingLine> ByLine;
  for (const auto &[Stack, Live] : P.Heap.Live) {
    if (!isWantedFrame(P, Stack.front(), Filter))
      continue;
    LeakingLine &L = ByLine[Stack.front()];
    L.Sum.Blocks += Live.Blocks;
    L.Sum.Bytes += Live.Bytes;
    L.Stacks.push_back({&Stack, Live});
  }
  std::vector<const std::pair<const SourceFrame, LeakingLine> *> Lines;
  for (const auto &Entry : ByLine)
    Lines.push_back(&Entry);
  llvm::sort(Lines, [](const auto *A, const auto *B) {
    return isMore(A->second.Sum, B->second.Sum) || (!isMore(B->second.Sum, A->second.Sum) && A->first < B->first);
  });
  OS << "  live bytes    blocks  filename:lineno(function) that allocated\n";
  for (const auto *Entry : Lines) {
    printAmount(Entry->second.Sum, OS);
    OS << "  " << frameText(P, Entry->first) << '\n';
    printStacks(P, Entry->second.Stacks, OS);
  }
  LiveFigures Whole, Sum;
  for (const auto &[Image, Run] : P.Heap.Runs)
    Whole = {Whole.Blocks + Run.liveBlocks(), Whole.Bytes + Run.liveBytes()};
  for (const auto &[Stack, Live] : P.Heap.Live)
    Sum = {Sum.Blocks + Live.Blocks, Sum.Bytes + Live.Bytes};
  if (Filter.Files.empty() && Filter.Functions.empty())
    printRest(Whole, Sum, "", OS);
  OS << '\n';
}

void hpinstr::printPeak(const Profile &P, const CounterStore &Store, const FunctionFilter &Filter, raw_ostream &OS) {
  struct Held {
    LiveFigures At;
    std::string Place;
  };
  std::vector<Held> Lines;
  LiveFigures Whole, Sum;
  for (const auto &[Image, Run] : P.Heap.Runs)
    if (Run.PeakBytes >= Whole.Bytes)
      Whole = {Run.PeakBlocks, Run.PeakBytes};
  for (const ProfileFile &File : P.Files)
    for (const auto &[Line, Figures] : File.Lines)
      if (Figures.Allocs && Figures.Allocs->PeakBlocks && matchesAny(Filter.Files, File.Path))
        Lines.push_back({{Figures.Allocs->PeakBlocks, Figures.Allocs->PeakBytes},
                         printable(File.Path + ":" + std::to_string(Line))});
  llvm::sort(Lines, [](const Held &A, const Held &B) {
    return isMore(A.At, B.At) || (!isMore(B.At, A.At) && A.Place < B.Place);
  });
  if (std::string Text = peakText(P, Store); !Text.empty())
    OS << "Peak: " << Text << '\n';
  if (P.Heap.Runs.size() > 1)
    OS << "Of a line: the maximum over processes of what its blocks held at the peak of the process. Percentages "
          "are of\nthe largest peak; since lines may be of different processes, they need not add up to 100\n";
  OS << "  peak bytes    blocks       %  filename:lineno that allocated\n";
  for (const Held &L : Lines) {
    printAmount(L.At, OS);
    OS << right_justify(Whole.Bytes ? percentText(L.At.Bytes, Whole.Bytes) : "", 8) << "  " << L.Place << '\n';
    Sum = {Sum.Blocks + L.At.Blocks, Sum.Bytes + L.At.Bytes};
  }
  if (Filter.Files.empty() && P.Heap.Runs.size() == 1)
    printRest(Whole, Sum, std::string(8, ' '), OS);
  OS << '\n';
}

static std::string typeText(StringRef Type) {
  if (Type.empty())
    return "(no type: malloc)";
  return Type == OperatorNew ? "(no type: operator new)" : printable(Type);
}

void hpinstr::printTypes(const Profile &P, raw_ostream &OS) {
  std::vector<const std::pair<const std::string, TypeFigures> *> Types;
  for (const auto &Entry : P.Heap.Types)
    Types.push_back(&Entry);
  llvm::sort(Types, [](const auto *A, const auto *B) {
    auto Key = [](const TypeFigures &T) { return std::tuple(T.Live.Bytes, T.Live.Blocks, T.Bytes, T.Allocs); };
    return Key(A->second) > Key(B->second) || (Key(A->second) == Key(B->second) && A->first < B->first);
  });
  OS << "  live bytes    blocks   all bytes    blocks  type\n";
  for (const auto *Entry : Types) {
    printAmount(Entry->second.Live, OS);
    printAmount({Entry->second.Allocs, Entry->second.Bytes}, OS);
    OS << "  " << typeText(Entry->first) << '\n';
  }
  OS << '\n';
}
