//===- ReportWriter.cpp - writes a merged report --------------------------===//
//
// Owns: the layout of a merged report. Must not: sum.
//
// RUN chunks in the order of their bytes, NOTE chunks, a TIMES and a HEAPROWS chunk where there is any, then one OBJECT
// with every module, SOURCE chunks where texts are kept, and one COUNTERS chunk on a page boundary. The object's path
// is the paths of all objects, a line each.
//
//===----------------------------------------------------------------------===//
#include "ReportWriter.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/xxhash.h"
#include <cstring>

using namespace llvm;
using namespace hpinstr;

static constexpr uint64_t PageBytes = 4096;

template <typename T> static StringRef bytesOf(const T &Value) {
  return StringRef(reinterpret_cast<const char *>(&Value), sizeof(T));
}

namespace {
/// Lays chunks one after the other; a first pass with a null stream measures them.
class ChunkWriter {
public:
  ChunkWriter(const CounterStore &Store, StringRef TimeRows, StringRef HeapRows, raw_ostream &OS)
      : Store(Store), TimeRows(TimeRows), HeapRows(HeapRows), OS(OS) {}
  uint64_t writeChunks();

private:
  void put(StringRef Bytes) {
    OS << Bytes;
    Offset += Bytes.size();
  }
  void putPadded(StringRef Bytes) {
    put(Bytes);
    OS.write_zeros(alignTo(Offset, 8) - Offset);
    Offset = alignTo(Offset, 8);
  }
  void writeRuns();
  void writeNotes();
  void writeRows(uint32_t Kind, StringRef Rows);
  void writeSources();
  void writeObject();
  void writeModules();
  void writeCounters();
  void writePadToPage();
  void writeLabels();
  void writeTally(uint32_t LabelId, const std::string &Label);
  void writePointerCalls();
  void writeNames();

  const CounterStore &Store;
  StringRef TimeRows, HeapRows;
  raw_ostream &OS;
  uint64_t Offset = HPI_HEADER_BYTES;
  uint64_t NumCounters = 0;
};
} // namespace

static HpiChunk chunkHead(uint32_t Kind, uint64_t Bytes) { return {Kind, 0, alignTo(Bytes, 8)}; }

void ChunkWriter::writeRuns() {
  std::vector<std::string> Runs;
  Runs.reserve(Store.Runs.size());
  for (const StoredRun &Run : Store.Runs)
    Runs.push_back(bytesOf(Run.Header).str() + Run.Items);
  llvm::sort(Runs);
  for (const std::string &Run : Runs) {
    put(bytesOf(chunkHead(HPI_CHUNK_RUN, sizeof(HpiChunk) + Run.size())));
    putPadded(Run);
  }
}

void ChunkWriter::writeNotes() {
  for (const std::string &Note : Store.Notes) {
    put(bytesOf(chunkHead(HPI_CHUNK_NOTE, sizeof(HpiChunk) + Note.size())));
    putPadded(Note);
  }
}

void ChunkWriter::writeRows(uint32_t Kind, StringRef Rows) {
  if (Rows.empty())
    return;
  put(bytesOf(chunkHead(Kind, sizeof(HpiChunk) + Rows.size())));
  putPadded(Rows);
}

void ChunkWriter::writeSources() {
  for (const auto &[Sum, Text] : Store.Sources) {
    HpiSourceChunk Chunk = {};
    Chunk.Head = chunkHead(HPI_CHUNK_SOURCE, sizeof(Chunk) + Text.size());
    std::string Bytes = fromHex(Sum);
    std::memcpy(Chunk.Sha256, Bytes.data(), std::min(Bytes.size(), sizeof(Chunk.Sha256)));
    Chunk.TextBytes = Text.size();
    put(bytesOf(Chunk));
    putPadded(Text);
  }
}

void ChunkWriter::writeObject() {
  std::string Path = join(Store.ObjectPaths, "\n");
  std::string Hashes;
  HpiObjectChunk Object = {};
  for (const auto &[Key, Module] : Store.Modules) {
    Object.NumCounters += Key.NumCounters;
    Hashes += bytesOf(Key.Hash);
  }
  NumCounters = Object.NumCounters;
  Object.Head = chunkHead(HPI_CHUNK_OBJECT, sizeof(Object) + Path.size());
  Object.State = HPI_OBJECT_CLOSED;
  Object.NumModules = Store.Modules.size();
  Object.ObjectHash = xxh3_64bits(Hashes);
  Object.PathBytes = Path.size();
  put(bytesOf(Object));
  putPadded(Path);
}

void ChunkWriter::writeModules() {
  uint64_t FirstCounter = 0;
  for (const auto &[Key, Module] : Store.Modules) {
    HpiModuleChunk Chunk = {};
    Chunk.Head = chunkHead(HPI_CHUNK_MODULE, sizeof(Chunk) + Module.Blob.size());
    Chunk.AbiVersion = Module.AbiVersion;
    Chunk.Hash = Key.Hash;
    Chunk.FirstCounter = FirstCounter;
    Chunk.NumCounters = Key.NumCounters;
    Chunk.TablesSize = Module.Blob.size();
    Chunk.NumMaxima = Module.NumMaxima;
    put(bytesOf(Chunk));
    putPadded(Module.Blob);
    FirstCounter += Key.NumCounters;
  }
}

void ChunkWriter::writePadToPage() {
  uint64_t Gap = alignTo(Offset, PageBytes) - Offset;
  if (Gap == 0)
    return;
  if (Gap < sizeof(HpiChunk))
    Gap += PageBytes;
  put(bytesOf(chunkHead(HPI_CHUNK_PAD, Gap)));
  OS.write_zeros(Gap - sizeof(HpiChunk));
  Offset += Gap - sizeof(HpiChunk);
}

void ChunkWriter::writeCounters() {
  HpiCountersChunk Chunk = {};
  Chunk.Head = chunkHead(HPI_CHUNK_COUNTERS, sizeof(Chunk) + NumCounters * 8);
  Chunk.NumCounters = NumCounters;
  put(bytesOf(Chunk));
  for (const auto &[Key, Module] : Store.Modules) {
    std::vector<uint64_t> Sums = Module.Sums;
    Sums.resize(Key.NumCounters);
    for (const auto &[Label, Counts] : Module.Labelled)
      for (const auto &[Counter, Count] : Counts)
        Sums[Counter] -= Count;
    put(StringRef(reinterpret_cast<const char *>(Sums.data()), Sums.size() * 8));
  }
}

void ChunkWriter::writeTally(uint32_t LabelId, const std::string &Label) {
  std::vector<HpiTallyEntry> Entries;
  uint64_t FirstCounter = 0;
  for (const auto &[Key, Module] : Store.Modules) {
    if (auto It = Module.Labelled.find(Label); It != Module.Labelled.end())
      for (const auto &[Counter, Count] : It->second)
        Entries.push_back({FirstCounter + Counter, Count});
    FirstCounter += Key.NumCounters;
  }
  HpiTallyChunk Chunk = {};
  Chunk.Head = chunkHead(HPI_CHUNK_TALLY, sizeof(Chunk) + Entries.size() * sizeof(HpiTallyEntry));
  Chunk.LabelId = LabelId;
  Chunk.NumEntries = Entries.size();
  put(bytesOf(Chunk));
  put(StringRef(reinterpret_cast<const char *>(Entries.data()), Entries.size() * sizeof(HpiTallyEntry)));
}

/// The counters hold what belongs to no label.
void ChunkWriter::writeLabels() {
  uint32_t LabelId = 0;
  for (const std::string &Label : Store.Labels) {
    HpiLabelChunk Chunk = {};
    Chunk.Head = chunkHead(HPI_CHUNK_LABEL, sizeof(Chunk) + Label.size());
    Chunk.LabelId = ++LabelId;
    Chunk.NameBytes = Label.size();
    put(bytesOf(Chunk));
    putPadded(Label);
    writeTally(LabelId, Label);
  }
}

/// What belongs to no label first, then label by label in the order of writeLabels.
void ChunkWriter::writePointerCalls() {
  std::vector<HpiPointerCall> Entries;
  for (const auto &[Key, Calls] : Store.PointerCalls) {
    uint64_t Left = Calls.Calls;
    uint32_t LabelId = 0;
    auto Add = [&, &K = Key](uint64_t Num, uint32_t Label) {
      if (Num)
        Entries.push_back({K.SiteModule, K.CalleeModule, K.Site, K.Callee + 1, Label, 0, Num});
    };
    for (const std::string &Label : Store.Labels) {
      ++LabelId;
      auto It = Calls.Labelled.find(Label);
      if (It == Calls.Labelled.end())
        continue;
      Add(It->second, LabelId);
      Left -= It->second;
    }
    Add(Left, 0);
  }
  if (Entries.empty() && !Store.NumDroppedCalls)
    return;
  HpiCallsChunk Chunk = {};
  Chunk.Head = chunkHead(HPI_CHUNK_CALLS, sizeof(Chunk) + Entries.size() * sizeof(HpiPointerCall));
  Chunk.NumCalls = Entries.size();
  Chunk.NumDropped = Store.NumDroppedCalls;
  put(bytesOf(Chunk));
  put(StringRef(reinterpret_cast<const char *>(Entries.data()), Entries.size() * sizeof(HpiPointerCall)));
}

void ChunkWriter::writeNames() {
  auto It = Store.Names.begin();
  while (It != Store.Names.end()) {
    HpiNamesChunk Chunk = {};
    Chunk.Head = chunkHead(HPI_CHUNK_NAMES, sizeof(Chunk));
    for (; It != Store.Names.end() && Chunk.NumUsed != HPI_NAMES_A_CHUNK; ++It)
      Chunk.Names[Chunk.NumUsed++] = It->second;
    put(bytesOf(Chunk));
  }
}

uint64_t ChunkWriter::writeChunks() {
  writeRuns();
  writeNotes();
  writeRows(HPI_CHUNK_TIMES, TimeRows);
  writeRows(HPI_CHUNK_HEAPROWS, HeapRows);
  writeObject();
  writeModules();
  writeLabels();
  writePointerCalls();
  writeNames();
  writeSources();
  writePadToPage();
  writeCounters();
  return Offset;
}

void hpinstr::writeMerged(const CounterStore &Store, StringRef TimeRows, StringRef HeapRows, raw_ostream &OS) {
  raw_null_ostream Nowhere;
  uint64_t Size = ChunkWriter(Store, TimeRows, HeapRows, Nowhere).writeChunks();
  HpiFileHeader H = {};
  std::memcpy(H.Magic, HPI_FILE_MAGIC, sizeof(H.Magic));
  H.Version = HPI_FILE_VERSION;
  H.MinReaderVersion = HPI_MIN_READER_VERSION;
  H.HeaderSize = HPI_HEADER_BYTES;
  H.EndianTag = HPI_ENDIAN_TAG;
  H.Features = HPI_FEATURE_MERGED;
  H.CommittedSize = H.FileSize = Size;
  OS << bytesOf(H);
  OS.write_zeros(HPI_HEADER_BYTES - sizeof(H));
  ChunkWriter(Store, TimeRows, HeapRows, OS).writeChunks();
}
