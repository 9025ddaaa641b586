//===- DumpText.cpp - the raw report as text ------------------------------===//
//
// Owns: bytes to text. Must not: sum or judge; bytes that make no sense are written as hex.
//
//===----------------------------------------------------------------------===//
#include "DumpText.h"
#include "Diag.h"
#include "ModuleTables.h"
#include "hpinstr/Format.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"
#include <cstring>

using namespace llvm;
using namespace hpinstr;

namespace {
struct Field {
  StringLiteral Type; ///< u32, i32 or u64
  StringLiteral Name;
  size_t width() const { return Type == "u64" ? 8 : 4; }
};

/// Writes the bytes of a file from front to back.
class Dumper {
public:
  Dumper(StringRef Data, raw_ostream &OS) : Data(Data), OS(OS) {}
  void dump();

private:
  void dumpHeader();
  void dumpChunk(StringRef Chunk);
  void dumpModule(StringRef Chunk);
  void dumpHeap(StringRef Bytes);
  void dumpHeapSites(StringRef Bytes);
  void dumpHeapMarks(StringRef Bytes);
  void dumpHeapThreads(StringRef Bytes);
  void fields(ArrayRef<Field> Fields, StringRef &Bytes);
  void items(ArrayRef<Field> Fields, size_t ItemBytes, uint64_t Num, StringRef Bytes);
  void text(StringRef Bytes);
  void raw(StringRef Bytes);
  void counts(StringRef Bytes);
  void zeros(uint64_t N);
  void items(StringRef Bytes);
  void rows(StringRef Bytes);

  StringRef Data;
  raw_ostream &OS;
};
} // namespace

static const Field HeaderFields[] = {
    {"u32", "Version"},
    {"u32", "MinReaderVersion"},
    {"u32", "HeaderSize"},
    {"u32", "EndianTag"},
    {"u64", "Features"},
    {"u64", "CommittedSize"},
    {"u32", "Pid"},
    {"u32", "ParentPid"},
    {"u64", "StartRealtimeNs"},
    {"u64", "StartMonotonicNs"},
    {"u64", "EndMonotonicNs"},
    {"u32", "EndKind"},
    {"i32", "ExitStatus"},
    {"u64", "UserNs"},
    {"u64", "SysNs"},
    {"u64", "MaxRssBytes"},
    {"u64", "ImageId"},
    {"u64", "ParentImageId"},
    {"u32", "Lock"},
    {"u32", "NextObjectId"},
    {"u64", "FileSize"},
    {"u64", "MapAddr"},
    {"u32", "Writable"},
    {"u32", "ClockKind"},
    {"u64", "MinorFaults"},
    {"u64", "MajorFaults"},
    {"u64", "VoluntarySwitches"},
    {"u64", "InvoluntarySwitches"},
    {"u32", "StartLoad"},
    {"u32", "EndLoad"},
    {"u32", "Label"},
    {"u32", "IsSwitching"},
    {"u64", "ResetOffset"},
    {"u64", "StartCheck"},
    {"u64", "EndCheck"},
    {"u64", "CallingLinePs"},
    {"u64", "LineProbePs"},
    {"u64", "CallInsidePs"},
    {"u64", "CallOutsidePs"},
};
static const Field ChunkFields[] = {{"u32", "Kind"}, {"u32", "Flags"}, {"u64", "Size"}};
static const Field ObjectFields[] = {{"u32", "ObjectId"},    {"u32", "State"},      {"u64", "NumModules"},
                                     {"u64", "NumCounters"}, {"u64", "ObjectHash"}, {"u64", "SectionAddr"},
                                     {"u64", "PathBytes"}};
static const Field ModuleFields[] = {{"u32", "ObjectId"},     {"u32", "AbiVersion"},  {"u64", "Hash"},
                                     {"u64", "FirstCounter"}, {"u64", "NumCounters"}, {"u64", "TablesSize"},
                                     {"u64", "NumMaxima"}};
static const Field CountersFields[] = {{"u32", "ObjectId"}, {"u32", "OwnerTid"},  {"u64", "NumCounters"},
                                       {"u64", "MapAddr"},  {"u64", "StackAddr"}, {"u64", "Reserved"},
                                       {"u64", "Reserved"}};
static const Field ContextsFields[] = {{"u32", "FirstId"},   {"u32", "NumSlots"},  {"u64", "NumWords"},
                                       {"u64", "UsedWords"}, {"u64", "UsedSlots"}, {"u64", "NumDropped"}};
static const Field MapsFields[] = {{"u32", "Generation"}, {"u32", "NumMaps"}};
static const Field HeapFields[] = {
    {"u32", "Scope"},          {"u32", "NumPoints"},    {"u32", "NumRoom"},        {"u32", "PeakEpoch"},
    {"u64", "Allocs"},         {"u64", "AllocBytes"},   {"u64", "Frees"},          {"u64", "FreedBytes"},
    {"u64", "PeakBytes"},      {"u64", "PeakBlocks"},   {"u64", "PeakNs"},         {"u64", "NumForeign"},
    {"u64", "NumNoEntry"},     {"u64", "NumSetpoints"}, {"u64", "SetpointNs"},     {"u64", "BaseAllocs"},
    {"u64", "BaseAllocBytes"}, {"u64", "BaseFrees"},    {"u64", "BaseFreedBytes"}, {"u64", "NumBegun"},
    {"u64", "Reserved"},       {"u64", "Reserved"},     {"u64", "Reserved"},       {"u64", "Reserved"}};
static const Field HeapPointFields[] = {{"u64", "Ns"}, {"u64", "LiveBytes"}, {"u64", "RssBytes"}};
static const Field HeapSitesFields[] = {{"u32", "NumEntries"}, {"u32", "FirstId"},  {"u64", "Reserved"},
                                        {"u64", "Reserved"},   {"u64", "Reserved"}, {"u64", "Reserved"},
                                        {"u64", "Reserved"}};
static const Field HeapMarksFields[] = {{"u64", "NumRoom"},  {"u64", "NumTaken"}, {"u64", "LastNs"},
                                        {"u64", "Reserved"}, {"u64", "Reserved"}, {"u64", "Reserved"}};
static const Field HeapThreadFields[] = {{"u32", "Tid"}, {"u32", "NumThreads"}};
static const Field HeapMarkFields[] = {{"u32", "Name"},           {"u32", "Tid"},           {"u64", "StartNs"},
                                       {"u64", "StartLiveBytes"}, {"u64", "StartRssBytes"}, {"u64", "EndNs"},
                                       {"u64", "EndLiveBytes"},   {"u64", "EndRssBytes"},   {"u64", "Function"}};
static const Field HeapEntryFields[] = {{"u64", "Key"},         {"u64", "Allocs"},     {"u64", "AllocBytes"},
                                        {"u64", "Frees"},       {"u64", "FreedBytes"}, {"u64", "Unused0"},
                                        {"u64", "DeadBytes"},   {"u64", "Unused1"},    {"u64", "SavedEpoch"},
                                        {"u64", "SavedBlocks"}, {"u64", "SavedBytes"}};
static const Field ItemFields[] = {{"u32", "Tag"}, {"u32", "Bytes"}};

static StringRef kindName(uint32_t Kind) {
  switch (Kind) {
#define HPI_CHUNK(Name, Value, Text)                                                                                   \
  case Value:                                                                                                          \
    return #Name;
#include "hpinstr/ChunkKinds.inc"
  default:
    return "UNKNOWN";
  }
}

void Dumper::fields(ArrayRef<Field> Fields, StringRef &Bytes) {
  for (const Field &F : Fields) {
    if (Bytes.size() < F.width())
      break;
    OS << "  " << F.Type << ' ' << F.Name << ' ';
    if (F.Type == "u64")
      OS << support::endian::read64le(Bytes.data());
    else if (F.Type == "i32")
      OS << int32_t(support::endian::read32le(Bytes.data()));
    else
      OS << support::endian::read32le(Bytes.data());
    OS << '\n';
    Bytes = Bytes.drop_front(F.width());
  }
}

void Dumper::text(StringRef Bytes) {
  OS << "  text \"";
  for (char C : Bytes) {
    if (isPrint(C) && C != '"' && C != '\\')
      OS << C;
    else
      OS << "\\x" << hexdigit(uint8_t(C) >> 4) << hexdigit(C & 15);
  }
  OS << "\"\n";
}

void Dumper::zeros(uint64_t N) {
  if (N)
    OS << "  zero " << N << '\n';
}

/// Hex, 32 bytes a line; a run of zeros that reaches the end is one line.
void Dumper::raw(StringRef Bytes) {
  uint64_t NumTail = Bytes.size() - Bytes.rtrim('\0').size();
  for (StringRef Rest = Bytes.drop_back(NumTail); !Rest.empty();
       Rest = Rest.drop_front(std::min<size_t>(32, Rest.size())))
    OS << "  hex " << toHex(Rest.take_front(32), /*LowerCase=*/true) << '\n';
  zeros(NumTail);
}

void Dumper::counts(StringRef Bytes) {
  size_t Num = Bytes.size() / 8;
  for (size_t I = 0; I != Num;) {
    size_t End = I;
    while (End != Num && support::endian::read64le(Bytes.data() + End * 8) == 0)
      ++End;
    zeros((End - I) * 8);
    if (End == Num)
      break;
    OS << "  counts";
    for (I = End; I != Num && I != End + 16; ++I)
      OS << ' ' << support::endian::read64le(Bytes.data() + I * 8);
    OS << '\n';
  }
  raw(Bytes.drop_front(Num * 8));
}

void Dumper::items(StringRef Bytes) {
  while (Bytes.size() >= sizeof(HpiProcessItem)) {
    uint64_t Size = support::endian::read32le(Bytes.data() + 4);
    if (support::endian::read32le(Bytes.data()) == HPI_PROC_END || Size > Bytes.size() - sizeof(HpiProcessItem))
      break;
    fields(ItemFields, Bytes);
    text(Bytes.take_front(Size));
    uint64_t Padded = std::min<uint64_t>((Size + 7) / 8 * 8, Bytes.size());
    raw(Bytes.slice(Size, Padded));
    Bytes = Bytes.drop_front(Padded);
  }
  raw(Bytes);
}

/// A line of text for each row.
void Dumper::rows(StringRef Bytes) {
  while (Bytes.contains('\n')) {
    StringRef Row = Bytes.take_front(Bytes.find('\n') + 1);
    text(Row);
    Bytes = Bytes.drop_front(Row.size());
  }
  raw(Bytes);
}

static void dumpFunctions(const ModuleTables &T, raw_ostream &OS) {
  for (const auto &[I, F] : enumerate(T.Functions))
    OS << "  # function " << I << ": " << printable(F.Name) << " linkage " << printable(F.Linkage) << " file " << F.File
       << " line " << F.Line << '-' << F.EndLine << " column " << F.Column << " flags " << F.Flags << " entry "
       << F.Entry << '\n';
}

static StringRef siteName(uint64_t Kind) {
  switch (Kind) {
#define HPI_SITE(Name, Value, Text)                                                                                    \
  case Value:                                                                                                          \
    return #Name;
#include "hpinstr/SiteKinds.inc"
  default:
    return "UNKNOWN";
  }
}

static void dumpSites(const ModuleTables &T, raw_ostream &OS) {
  for (const auto &[I, S] : enumerate(T.Sites)) {
    OS << "  # site " << I << ": " << siteName(S.Kind) << " function " << S.Function << " flags " << S.Flags << " file "
       << S.File << " line " << S.Line << " column " << S.Column << " terms";
    for (size_t Term = S.FirstTerm; Term != S.FirstTerm + S.NumTerms; ++Term)
      OS << (T.Terms[Term] % 2 ? " -" : " +") << T.Terms[Term] / 2;
    OS << '\n';
  }
}

static void dumpNews(const ModuleTables &T, raw_ostream &OS) {
  for (const TableNew &N : T.News)
    OS << "  # new " << printable(N.Type) << ": function " << N.Function << " file " << N.File << " line " << N.Line
       << " column " << N.Column << '\n';
}

static void dumpTables(const ModuleTables &T, raw_ostream &OS) {
  OS << "  # producer: " << printable(T.Producer) << "\n  # options: " << printable(T.Options)
     << "\n  # main file: " << printable(T.MainFile) << "\n  # directory: " << printable(T.Directory) << '\n';
  for (const auto &[I, F] : enumerate(T.Files))
    OS << "  # file " << I << ": " << printable(F.Path) << " sha256 "
       << (F.Sha256.empty() ? "none" : toHex(F.Sha256, /*LowerCase=*/true)) << '\n';
  dumpFunctions(T, OS);
  dumpSites(T, OS);
  dumpNews(T, OS);
  for (const auto &[I, B] : enumerate(T.Branches))
    OS << "  # branch " << I << ": file " << B.File << " line " << B.Line << " column " << B.Column << " total "
       << B.Total << " true " << B.True << '\n';
  for (const auto &[I, R] : enumerate(T.Timed))
    OS << "  # timed " << I << ": function " << R.Function << " file " << R.File << " line " << R.Line << " first "
       << R.First << " maxima " << R.Maxima << '\n';
  for (const auto &[I, S] : enumerate(T.Skipped))
    OS << "  # skipped " << I << ": " << printable(S.Linkage) << " file " << S.File << " line " << S.Line << " reason "
       << S.Reason << '\n';
  for (const auto &[I, C] : enumerate(T.Copies))
    OS << "  # copy " << I << ": file " << C.File << " is " << printable(C.Path) << " in " << printable(C.Tree) << '\n';
}

void Dumper::dumpModule(StringRef Chunk) {
  HpiModuleChunk Head;
  std::memcpy(&Head, Chunk.data(), sizeof(Head));
  StringRef Bytes = Chunk.drop_front(sizeof(HpiChunk));
  fields(ModuleFields, Bytes);
  Expected<ModuleTables> Tables = ModuleTables::decode(Bytes.take_front(Head.TablesSize), Head.NumCounters);
  if (Tables)
    dumpTables(*Tables, OS);
  else
    OS << "  # tables: " << printable(toString(Tables.takeError())) << '\n';
  raw(Bytes);
}

/// \p Num items as far as they are there; what stands behind those in use is written as bytes.
void Dumper::items(ArrayRef<Field> Fields, size_t ItemBytes, uint64_t Num, StringRef Bytes) {
  for (; Num && Bytes.size() >= ItemBytes; --Num)
    fields(Fields, Bytes);
  raw(Bytes);
}

void Dumper::dumpHeap(StringRef Bytes) {
  uint32_t NumPoints = support::endian::read32le(Bytes.data() + 4);
  fields(HeapFields, Bytes);
  items(HeapPointFields, sizeof(HpiHeapPoint), NumPoints, Bytes);
}

void Dumper::dumpHeapMarks(StringRef Bytes) {
  uint64_t NumTaken = support::endian::read64le(Bytes.data() + 8);
  fields(HeapMarksFields, Bytes);
  items(HeapMarkFields, sizeof(HpiHeapMark), NumTaken, Bytes);
}

void Dumper::dumpHeapThreads(StringRef Bytes) {
  raw(Bytes.take_front(offsetof(HpiHeapThreadsChunk, Threads) - sizeof(HpiChunk)));
  Bytes = Bytes.drop_front(offsetof(HpiHeapThreadsChunk, Threads) - sizeof(HpiChunk));
  for (unsigned I = 0; I != HPI_HEAP_NAMED_THREADS && Bytes.find_first_not_of('\0') != StringRef::npos; ++I) {
    fields(HeapThreadFields, Bytes);
    raw(Bytes.take_front(sizeof(HpiHeapThreadName::Name)));
    Bytes = Bytes.drop_front(sizeof(HpiHeapThreadName::Name));
  }
  raw(Bytes);
}

void Dumper::dumpHeapSites(StringRef Bytes) {
  fields(HeapSitesFields, Bytes);
  while (Bytes.size() >= sizeof(HpiHeapEntry)) {
    StringRef Rest = Bytes.ltrim('\0');
    uint64_t NumFree = (Bytes.size() - Rest.size()) / sizeof(HpiHeapEntry);
    zeros(NumFree * sizeof(HpiHeapEntry));
    Bytes = Bytes.drop_front(NumFree * sizeof(HpiHeapEntry));
    if (Bytes.size() < sizeof(HpiHeapEntry))
      break;
    StringRef Entry = Bytes.take_front(sizeof(HpiHeapEntry));
    fields(HeapEntryFields, Entry);
    counts(Entry);
    Bytes = Bytes.drop_front(sizeof(HpiHeapEntry));
  }
  raw(Bytes);
}

void Dumper::dumpHeader() {
  StringRef Page = Data.take_front(HPI_HEADER_BYTES);
  OS << "at 0 HEADER\n";
  text(Page.take_front(8));
  Page = Page.drop_front(std::min<size_t>(8, Page.size()));
  fields(HeaderFields, Page);
  raw(Page);
}

void Dumper::dumpChunk(StringRef Chunk) {
  uint32_t Kind = support::endian::read32le(Chunk.data());
  StringRef Bytes = Chunk;
  fields(ChunkFields, Bytes);
  if (Kind == HPI_CHUNK_MODULE && Chunk.size() >= sizeof(HpiModuleChunk))
    return dumpModule(Chunk);
  if (Kind == HPI_CHUNK_OBJECT && Chunk.size() >= sizeof(HpiObjectChunk)) {
    fields(ObjectFields, Bytes);
    text(Bytes.rtrim('\0'));
    return zeros(Bytes.size() - Bytes.rtrim('\0').size());
  }
  if (Kind == HPI_CHUNK_COUNTERS && Chunk.size() >= sizeof(HpiCountersChunk)) {
    fields(CountersFields, Bytes);
    return counts(Bytes);
  }
  if (Kind == HPI_CHUNK_CONTEXTS && Chunk.size() >= sizeof(HpiContextsChunk))
    fields(ContextsFields, Bytes);
  if (Kind == HPI_CHUNK_HEAP && Chunk.size() >= sizeof(HpiHeapChunk))
    return dumpHeap(Bytes);
  if (Kind == HPI_CHUNK_HEAPTHREADS && Chunk.size() >= sizeof(HpiHeapThreadsChunk))
    return dumpHeapThreads(Bytes);
  if (Kind == HPI_CHUNK_HEAPMARKS && Chunk.size() >= sizeof(HpiHeapMarksChunk))
    return dumpHeapMarks(Bytes);
  if (Kind == HPI_CHUNK_HEAPSITES && Chunk.size() >= sizeof(HpiHeapSitesChunk))
    return dumpHeapSites(Bytes);
  if (Kind == HPI_CHUNK_MAPS && Chunk.size() >= sizeof(HpiMapsChunk))
    fields(MapsFields, Bytes);
  if (Kind == HPI_CHUNK_RUN && Chunk.size() >= sizeof(HpiRunChunk)) {
    text(Bytes.take_front(8));
    StringRef Header = Bytes.slice(8, sizeof(HpiFileHeader));
    fields(HeaderFields, Header);
    raw(Header);
    return items(Bytes.drop_front(sizeof(HpiFileHeader)));
  }
  if (Kind == HPI_CHUNK_PROCESS)
    return items(Bytes);
  if (Kind == HPI_CHUNK_TIMES || Kind == HPI_CHUNK_HEAPROWS)
    return rows(Bytes);
  if (Kind == HPI_CHUNK_NOTE)
    text(Bytes.rtrim('\0'));
  raw(Kind == HPI_CHUNK_NOTE ? Bytes.drop_front(Bytes.rtrim('\0').size()) : Bytes);
}

void Dumper::dump() {
  OS << "hpinstr-dump 1\n# " << Data.size() << " bytes\n";
  dumpHeader();
  uint64_t Offset = HPI_HEADER_BYTES;
  uint64_t End = 0;
  if (Data.size() >= HPI_HEADER_BYTES)
    End = std::min<uint64_t>(Data.size(),
                             support::endian::read64le(Data.data() + offsetof(HpiFileHeader, CommittedSize)));
  while (Offset < End && End - Offset >= sizeof(HpiChunk)) {
    uint64_t Size = support::endian::read64le(Data.data() + Offset + offsetof(HpiChunk, Size));
    if (Size < sizeof(HpiChunk) || Size > End - Offset)
      break;
    OS << "at " << Offset << ' ' << kindName(support::endian::read32le(Data.data() + Offset)) << '\n';
    dumpChunk(Data.substr(Offset, Size));
    Offset += Size;
  }
  if (Offset < Data.size()) {
    OS << "at " << Offset << (Offset < End ? " DAMAGED\n" : " RESERVE\n");
    raw(Data.drop_front(Offset));
  }
}

void hpinstr::dumpReport(StringRef Data, raw_ostream &OS) { Dumper(Data, OS).dump(); }
