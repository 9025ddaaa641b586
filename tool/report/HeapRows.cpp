//===- HeapRows.cpp - allocations as rows of text, and back ---------------===//
//
// Owns: the rows of HEAPROWS chunks (docs/report-format.md). Must not: know addresses.
//
//===----------------------------------------------------------------------===//
#include "Allocations.h"
#include "ProfileRows.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace hpinstr;

// A merged report of many processes is not to grow with how long each ran.
static constexpr size_t MaxPoints = 128, MaxMarks = 64;

static std::string numberWords(ArrayRef<uint64_t> Numbers) {
  std::string Text;
  for (uint64_t N : Numbers)
    Text += "\t" + std::to_string(N);
  return Text;
}

/// What \p Of has in \p Fields, and back.
template <typename T, size_t N> static std::string fieldWords(const T &Of, uint64_t T::*const (&Fields)[N]) {
  SmallVector<uint64_t, 32> Numbers;
  for (uint64_t T::*Field : Fields)
    Numbers.push_back(Of.*Field);
  return numberWords(Numbers);
}

template <typename T, size_t N>
static void setFields(T &Of, uint64_t T::*const (&Fields)[N], ArrayRef<uint64_t> Numbers) {
  for (auto [Field, Number] : zip(Fields, Numbers))
    Of.*Field = Number;
}

static std::string figureText(const AllocFigures &F) {
  return fieldWords(F, AllocFields) + numberWords(F.Lifetimes) + "\n";
}

/// Of so many equal stretches of \p Points the one with the most live bytes each.
static std::vector<HpiHeapPoint> thinned(const std::vector<HpiHeapPoint> &Points) {
  if (Points.size() <= MaxPoints)
    return Points;
  std::vector<HpiHeapPoint> Result;
  for (size_t I = 0; I != MaxPoints; ++I)
    Result.push_back(*std::max_element(
        Points.begin() + I * Points.size() / MaxPoints, Points.begin() + (I + 1) * Points.size() / MaxPoints,
        [](const HpiHeapPoint &A, const HpiHeapPoint &B) { return A.LiveBytes < B.LiveBytes; }));
  return Result;
}

static std::string runText(uint64_t Image, const RunHeap &Run) {
  std::string Text = "run\t" + std::to_string(Image) + fieldWords(Run, RunHeapFields);
  for (const HpiHeapPoint &Point : thinned(Run.Points))
    Text += numberWords({Point.Ns, Point.LiveBytes, Point.RssBytes});
  return Text + "\n";
}

static std::string threadRows(uint64_t Image, const RunHeap &Run) {
  std::string Text;
  for (const auto &[Number, Thread] : Run.Threads)
    Text += "thread" + numberWords({Image, Number}) + "\t" + escapedWord(Thread.Name) +
            fieldWords(Thread, ThreadHeapFields) + "\n";
  return Text;
}

/// The first marks, and how many others there were.
static std::string markRows(uint64_t Image, const RunHeap &Run) {
  std::string Text;
  for (const RegionMark &Mark : ArrayRef(Run.Marks).take_front(MaxMarks))
    Text += "mark\t" + std::to_string(Image) + "\t" + escapedWord(Mark.Name) + fieldWords(Mark, MarkFields) + "\n";
  uint64_t NumOthers = Run.NumUnmarked + less(Run.Marks.size(), MaxMarks);
  if (NumOthers)
    Text += "unmarked" + numberWords({Image, NumOthers}) + "\n";
  return Text;
}

static std::string stackText(const Profile &P, const std::vector<SourceFrame> &Stack, const LiveFigures &Live) {
  std::string Text = "stack" + numberWords({Live.Blocks, Live.Bytes});
  for (const SourceFrame &F : Stack) {
    Text += "\t" + escapedWord(P.Files[F.File].Path) + "\t" + std::to_string(F.Line) + "\t";
    Text += F.Function == SourceFrame::None ? "\t\t\t" : functionKey(P, F.Function);
  }
  return Text + "\n";
}

std::string hpinstr::allocationRows(const Profile &P) {
  std::vector<std::string> Rows;
  for (const ProfileFile &File : P.Files)
    for (const auto &[Line, Figures] : File.Lines)
      if (Figures.Allocs)
        Rows.push_back("line\t" + escapedWord(File.Path) + "\t" + std::to_string(Line) + figureText(*Figures.Allocs));
  for (size_t I = 0; I != P.Functions.size(); ++I)
    if (const Rare<AllocFigures> &Figures = P.Functions[I].Allocs)
      Rows.push_back("function\t" + functionKey(P, I) + figureText(*Figures));
  for (size_t I = 0; I != P.Functions.size(); ++I)
    if (const Rare<AllocFigures> &Figures = P.Functions[I].NestedAllocs)
      Rows.push_back("nested\t" + functionKey(P, I) + figureText(*Figures));
  for (const auto &[Image, Run] : P.Heap.Runs)
    Rows.push_back(runText(Image, Run) + threadRows(Image, Run) + markRows(Image, Run));
  for (const auto &[Stack, Live] : P.Heap.Live)
    Rows.push_back(stackText(P, Stack, Live));
  for (const auto &[Type, T] : P.Heap.Types)
    Rows.push_back("type\t" + escapedWord(Type) + numberWords({T.Allocs, T.Bytes, T.Live.Blocks, T.Live.Bytes}) + "\n");
  llvm::sort(Rows);
  return join(Rows, "");
}

namespace {
/// Reads rows back.
class HeapRowReader {
public:
  explicit HeapRowReader(Profile &P) : P(P), Index(P) {}
  /// \returns false where the row makes no sense, or names what the profile does not have
  bool read(StringRef Row);

private:
  bool readPlace(ArrayRef<StringRef> Words);
  bool readRun(ArrayRef<StringRef> Words);
  bool readThread(ArrayRef<StringRef> Words);
  bool readMark(ArrayRef<StringRef> Words);
  bool readUnmarked(ArrayRef<StringRef> Words);
  bool readStack(ArrayRef<StringRef> Words);
  bool readType(ArrayRef<StringRef> Words);

  Profile &P;
  ProfileIndex Index;
};
} // namespace

/// Reads as many numbers as \p To has room for.
static bool readNumbers(ArrayRef<StringRef> Words, MutableArrayRef<uint64_t> To) {
  if (Words.size() < To.size())
    return false;
  for (auto [Number, Word] : zip(To, Words))
    if (Word.getAsInteger(10, Number))
      return false;
  return true;
}

bool HeapRowReader::readPlace(ArrayRef<StringRef> Words) {
  constexpr size_t NumFields = std::size(AllocFields);
  uint64_t Numbers[NumFields + HPI_HEAP_LIFETIMES], Line;
  bool IsLine = Words[0] == "line";
  size_t NumNames = IsLine ? 3 : 5;
  if (Words.size() != NumNames + std::size(Numbers) || !readNumbers(Words.drop_front(NumNames), Numbers))
    return false;
  AllocFigures Figures;
  setFields(Figures, AllocFields, Numbers);
  std::copy(Numbers + NumFields, std::end(Numbers), Figures.Lifetimes.begin());
  std::optional<size_t> Found = IsLine ? Index.file(Words[1]) : Index.function(Words.data() + 1);
  if (!Found || (IsLine && Words[2].getAsInteger(10, Line)))
    return false;
  Rare<AllocFigures> &To = IsLine                 ? P.Files[*Found].Lines[Line].Allocs
                           : Words[0] == "nested" ? P.Functions[*Found].NestedAllocs
                                                  : P.Functions[*Found].Allocs;
  if (!To)
    To.emplace();
  To->addProcess(Figures);
  return true;
}

bool HeapRowReader::readRun(ArrayRef<StringRef> Words) {
  uint64_t Numbers[1 + std::size(RunHeapFields)];
  if (!readNumbers(Words.drop_front(), Numbers))
    return false;
  RunHeap Run;
  setFields(Run, RunHeapFields, ArrayRef(Numbers).drop_front());
  for (Words = Words.drop_front(1 + std::size(Numbers)); !Words.empty(); Words = Words.drop_front(3)) {
    uint64_t Point[3];
    if (!readNumbers(Words, Point))
      return false;
    Run.Points.push_back({Point[0], Point[1], Point[2]});
  }
  P.Heap.Runs[Numbers[0]].add(Run);
  return true;
}

bool HeapRowReader::readThread(ArrayRef<StringRef> Words) {
  uint64_t Place[2], Numbers[std::size(ThreadHeapFields)];
  if (Words.size() != 4 + std::size(Numbers) || !readNumbers(Words.drop_front(), Place) ||
      !readNumbers(Words.drop_front(4), Numbers))
    return false;
  ThreadHeap Thread;
  Thread.Name = unescapedWord(Words[3]);
  setFields(Thread, ThreadHeapFields, Numbers);
  P.Heap.Runs[Place[0]].Threads[Place[1]].add(Thread);
  return true;
}

bool HeapRowReader::readMark(ArrayRef<StringRef> Words) {
  uint64_t Image[1], Numbers[std::size(MarkFields)];
  if (Words.size() != 3 + std::size(Numbers) || !readNumbers(Words.drop_front(), Image) ||
      !readNumbers(Words.drop_front(3), Numbers))
    return false;
  RunHeap Run;
  RegionMark &Mark = Run.Marks.emplace_back();
  Mark.Name = unescapedWord(Words[2]);
  setFields(Mark, MarkFields, Numbers);
  P.Heap.Runs[Image[0]].add(Run);
  return true;
}

bool HeapRowReader::readUnmarked(ArrayRef<StringRef> Words) {
  uint64_t Numbers[2];
  if (Words.size() != 3 || !readNumbers(Words.drop_front(), Numbers))
    return false;
  P.Heap.Runs[Numbers[0]].NumUnmarked += Numbers[1];
  return true;
}

bool HeapRowReader::readStack(ArrayRef<StringRef> Words) {
  uint64_t Numbers[2], Line;
  if (!readNumbers(Words.drop_front(), Numbers))
    return false;
  std::vector<SourceFrame> Stack;
  for (Words = Words.drop_front(3); Words.size() >= 6; Words = Words.drop_front(6)) {
    std::optional<size_t> File = Index.file(Words[0]);
    std::optional<size_t> Function = SourceFrame::None;
    if (!Words[2].empty())
      Function = Index.function(Words.data() + 2);
    if (!File || !Function || Words[1].getAsInteger(10, Line))
      return false;
    Stack.push_back({*File, Line, *Function});
  }
  if (!Words.empty() || Stack.empty())
    return false;
  LiveFigures &Live = P.Heap.Live[Stack];
  Live.Blocks += Numbers[0];
  Live.Bytes += Numbers[1];
  return true;
}

bool HeapRowReader::readType(ArrayRef<StringRef> Words) {
  uint64_t Numbers[4];
  if (Words.size() != 6 || !readNumbers(Words.drop_front(2), Numbers))
    return false;
  TypeFigures &T = P.Heap.Types[unescapedWord(Words[1])];
  T.Allocs += Numbers[0];
  T.Bytes += Numbers[1];
  T.Live.Blocks += Numbers[2];
  T.Live.Bytes += Numbers[3];
  return true;
}

bool HeapRowReader::read(StringRef Row) {
  SmallVector<StringRef, 48> Words;
  Row.split(Words, '\t');
  if (Words[0] == "line" || Words[0] == "function" || Words[0] == "nested")
    return readPlace(Words);
  if (Words[0] == "run")
    return readRun(Words);
  if (Words[0] == "stack")
    return readStack(Words);
  if (Words[0] == "thread")
    return readThread(Words);
  if (Words[0] == "mark")
    return readMark(Words);
  if (Words[0] == "unmarked")
    return readUnmarked(Words);
  return Words[0] == "type" && readType(Words);
}

void hpinstr::addAllocationRows(Profile &P, const std::vector<std::string> &Rows) {
  if (Rows.empty())
    return;
  HeapRowReader Reader(P);
  readRows(Rows, "allocations", P.Losses, [&](StringRef Row) { return Reader.read(Row); });
}
