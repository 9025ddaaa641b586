//===- ReportFile.cpp - the chunks of one report file ---------------------===//
//
// Owns: reading a report file (include/hpinstr/Format.h) with every bound checked.
// Must not: decode tables, add up counters, print, or end the process.
//
// Every number in the file is taken as hostile: it is compared with the bytes that are there before it is
// used, by subtraction, so that nothing overflows. A chunk that cannot be stepped over ends the walk; what
// stands before it is kept, and what was lost is said.
//
//===----------------------------------------------------------------------===//
#include "ReportFile.h"
#include "Diag.h"
#include "HeaderCheck.h"
#include "Load.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/SHA256.h"
#include <cstring>

using namespace llvm;
using namespace hpinstr;

static_assert(sys::IsLittleEndianHost, "the structs of Format.h are read in place");

// Up to this size a file is copied, so that another program that truncates it cannot raise SIGBUS here.
static constexpr uint64_t MaxCopiedBytes = 64u << 20;

Expected<HpiFileHeader> hpinstr::readHeader(StringRef Page, StringRef Name) {
  if (Page.empty())
    return makeError(Name + ": expected a report, found an empty file; was the disk full, or the program killed as it "
                            "started?");
  StringRef Magic = HPI_FILE_MAGIC;
  if (!Page.starts_with(Magic.take_front(Page.size())))
    return makeError(Name + ": expected a report that begins with " + Magic +
                     ", found another kind of file; name a report or a directory of reports");
  if (Page.size() < sizeof(HpiFileHeader))
    return makeError(Name + ": expected a report of at least " + Twine(unsigned(HPI_HEADER_BYTES)) + " bytes, found " +
                     Twine(Page.size()) + "; run the program again");
  HpiFileHeader H = load<HpiFileHeader>(Page);
  if (H.EndianTag != HPI_ENDIAN_TAG)
    return makeError(Name + ": expected little-endian numbers, found another byte order; read it on a machine like the "
                            "one that wrote it");
  if (H.MinReaderVersion > HPI_FILE_VERSION || H.Version < HPI_MIN_READER_VERSION)
    return makeError(Name + ": expected a report of version " + Twine(unsigned(HPI_FILE_VERSION)) + ", found version " +
                     Twine(H.Version) + " that needs a reader of version " + Twine(H.MinReaderVersion) +
                     " or later; use the hpinstr that built the program");
  if (H.HeaderSize < sizeof(HpiFileHeader) || H.HeaderSize % 8 != 0)
    return makeError(Name + ": expected a header of " + Twine(unsigned(HPI_HEADER_BYTES)) + " bytes, found " +
                     Twine(H.HeaderSize) + "; the file is damaged, run the program again");
  return H;
}

Expected<ReportFile> ReportFile::open(StringRef Path) {
  // Two steps, in this order: all that CommittedSize covers was written before CommittedSize was.
  sys::fs::file_status Status;
  if (std::error_code EC = sys::fs::status(Path, Status))
    return makeError(Path + ": expected a report, found none: " + EC.message() + "; run the program first");
  if (!sys::fs::is_regular_file(Status))
    return makeError(Path + ": expected a report file, found something else; name a report or a directory");
  uint64_t HeadBytes = std::min<uint64_t>(Status.getSize(), HPI_HEADER_BYTES);
  auto Head = MemoryBuffer::getFileSlice(Path, HeadBytes, 0, /*IsVolatile=*/true);
  if (!Head)
    return makeError(Path + ": expected a readable report, found: " + Head.getError().message() +
                     "; check its permissions");
  Expected<HpiFileHeader> H = readHeader((*Head)->getBuffer(), Path);
  if (!H)
    return H.takeError();
  if (std::error_code EC = sys::fs::status(Path, Status))
    return makeError(Path + ": expected a report, found none: " + EC.message() + "; it was removed while being read");
  uint64_t Bytes = std::min<uint64_t>(Status.getSize(), std::max<uint64_t>(H->CommittedSize, HeadBytes));
  auto Whole = MemoryBuffer::getFileSlice(Path, Bytes, 0, /*IsVolatile=*/Bytes <= MaxCopiedBytes);
  if (!Whole)
    return makeError(Path + ": expected a readable report, found: " + Whole.getError().message() +
                     "; check its permissions");
  return parse(std::move(*Whole), *H);
}

Expected<ReportFile> ReportFile::parse(std::unique_ptr<MemoryBuffer> Buffer) {
  Expected<HpiFileHeader> H = readHeader(Buffer->getBuffer(), Buffer->getBufferIdentifier());
  if (!H)
    return H.takeError();
  return parse(std::move(Buffer), *H);
}

ReportFile ReportFile::parse(std::unique_ptr<MemoryBuffer> Buffer, const HpiFileHeader &Header) {
  ReportFile File;
  File.Buffer = std::move(Buffer);
  File.Header = Header;
  dropDamagedFacts(File.Header, File.Losses);
  File.walk();
  File.checkModules();
  File.CurrentLabel = File.labelName(Header.Label);
  if (Header.IsSwitching)
    File.Losses.push_back(
        "expected counts at rest, found a change of label or a stop on its way: the counts before and "
        "behind it may be mixed");
  if (!File.isMerged())
    File.Runs.push_back({File.Header, File.ProcessItems});
  return File;
}

const ObjectRecord *ReportFile::object(uint32_t Id) const {
  auto It = ObjectIndex.find(Id);
  return It == ObjectIndex.end() ? nullptr : &Objects[It->second];
}

void ReportFile::lose(uint64_t Offset, const Twine &Text) {
  Losses.push_back(("at byte " + Twine(Offset) + ": " + Text).str());
}

void ReportFile::walk() {
  StringRef Data = Buffer->getBuffer();
  uint64_t End = std::min<uint64_t>(Data.size(), Header.CommittedSize);
  if (Header.CommittedSize > Data.size())
    Losses.push_back(("expected " + Twine(Header.CommittedSize) + " bytes, found " + Twine(Data.size()) +
                      ": the file is cut short, what stood behind is lost")
                         .str());
  uint64_t Offset = Header.HeaderSize;
  while (Offset < End) {
    uint64_t Left = End - Offset;
    if (Left < sizeof(HpiChunk))
      return lose(Offset, "expected a chunk, found " + Twine(Left) + " bytes: the rest is lost");
    HpiChunk Chunk = load<HpiChunk>(Data.substr(Offset));
    if (Chunk.Size < sizeof(HpiChunk) || Chunk.Size % 8 != 0)
      return lose(Offset, "expected the size of a chunk, found " + Twine(Chunk.Size) + ": the rest of the file, " +
                              Twine(Left) + " bytes, is lost");
    readChunk(Chunk.Kind, Offset, Data.substr(Offset, std::min(Chunk.Size, Left)), Chunk.Size);
    if (Chunk.Size > Left)
      return;
    Offset += Chunk.Size;
  }
}

void ReportFile::readChunk(uint32_t Kind, uint64_t Offset, StringRef Chunk, uint64_t FullSize) {
  bool IsCut = Chunk.size() < FullSize;
  if (IsCut)
    lose(Offset, "expected a chunk of " + Twine(FullSize) + " bytes, found " + Twine(Chunk.size()) +
                     ": it reaches past the end of the file");
  if (Kind == HPI_CHUNK_COUNTERS)
    return readCounters(Offset, Chunk, FullSize);
  if (IsCut)
    return;
  StringRef Payload = Chunk.substr(sizeof(HpiChunk));
  switch (Kind) {
  case HPI_CHUNK_PROCESS:
    ProcessItems = Payload;
    return;
  case HPI_CHUNK_OBJECT:
    return readObject(Offset, Chunk);
  case HPI_CHUNK_MODULE:
    return readModule(Offset, Chunk);
  case HPI_CHUNK_NOTE:
    Notes.push_back(Payload.rtrim('\0'));
    return;
  case HPI_CHUNK_RUN:
    return readRun(Offset, Chunk);
  case HPI_CHUNK_SOURCE:
    return readSource(Offset, Chunk);
  case HPI_CHUNK_BASE:
    return readBase(Offset, Chunk);
  case HPI_CHUNK_LABEL:
    return readLabel(Offset, Chunk);
  case HPI_CHUNK_TALLY:
    return readTally(Offset, Chunk);
  case HPI_CHUNK_TARGETS:
    return readTargets(Offset, Chunk);
  case HPI_CHUNK_CALLS:
    return readCalls(Offset, Chunk);
  case HPI_CHUNK_NAMES:
    return readNames(Offset, Chunk);
  case HPI_CHUNK_CONTEXTS:
    return readContexts(Offset, Chunk);
  case HPI_CHUNK_MAPS:
    return readMaps(Offset, Chunk);
  case HPI_CHUNK_SAMPLES:
    return readSamples(Offset, Chunk);
  case HPI_CHUNK_TIMES:
    Times.push_back(Payload.rtrim('\0'));
    return;
  case HPI_CHUNK_HEAP:
    return readHeap(Offset, Chunk);
  case HPI_CHUNK_HEAPSITES:
    return readHeapSites(Offset, Chunk);
  case HPI_CHUNK_HEAPTHREADS:
    return readHeapThreads(Offset, Chunk);
  case HPI_CHUNK_HEAPMARKS:
    return readHeapMarks(Offset, Chunk);
  case HPI_CHUNK_HEAPROWS:
    HeapRows.push_back(Payload.rtrim('\0'));
    return;
  default: // PAD, and kinds of later writers: a reader steps over what it does not know.
    return;
  }
}

void ReportFile::readObject(uint64_t Offset, StringRef Chunk) {
  if (Chunk.size() < sizeof(HpiObjectChunk))
    return lose(Offset, "expected an object, found a chunk of " + Twine(Chunk.size()) + " bytes: it is lost");
  auto C = load<HpiObjectChunk>(Chunk);
  StringRef Rest = Chunk.substr(sizeof(C));
  if (C.PathBytes > Rest.size())
    lose(Offset, "expected a path of at most " + Twine(Rest.size()) + " bytes, found " + Twine(C.PathBytes));
  ObjectRecord Record{C.ObjectId, C.NumModules, C.NumCounters, Rest.take_front(C.PathBytes), Offset};
  if (!ObjectIndex.try_emplace(C.ObjectId, Objects.size()).second)
    return lose(Offset, "expected a new object, found number " + Twine(C.ObjectId) + " again: it is lost");
  Objects.push_back(Record);
}

void ReportFile::readModule(uint64_t Offset, StringRef Chunk) {
  if (Chunk.size() < sizeof(HpiModuleChunk))
    return lose(Offset, "expected a module, found a chunk of " + Twine(Chunk.size()) + " bytes: it is lost");
  auto C = load<HpiModuleChunk>(Chunk);
  StringRef Rest = Chunk.substr(sizeof(C));
  if (C.TablesSize > Rest.size())
    return lose(Offset, "expected tables of at most " + Twine(Rest.size()) + " bytes, found " + Twine(C.TablesSize) +
                            ": the module is lost");
  const ObjectRecord *Object = object(C.ObjectId);
  if (!Object)
    return lose(Offset,
                "expected a module of a known object, found object " + Twine(C.ObjectId) + ": the module is lost");
  if (C.FirstCounter > Object->NumCounters || C.NumCounters > Object->NumCounters - C.FirstCounter)
    return lose(Offset, "expected counters below " + Twine(Object->NumCounters) + ", found " + Twine(C.NumCounters) +
                            " from " + Twine(C.FirstCounter) + ": the module is lost");
  Modules.push_back({C.ObjectId, C.Hash, C.FirstCounter, C.NumCounters, std::min(C.NumMaxima, C.NumCounters),
                     C.AbiVersion, Rest.take_front(C.TablesSize)});
}

void ReportFile::readCounters(uint64_t Offset, StringRef Chunk, uint64_t FullSize) {
  if (Chunk.size() < sizeof(HpiCountersChunk))
    return lose(Offset, "expected counters, found a chunk of " + Twine(Chunk.size()) + " bytes: they are lost");
  auto C = load<HpiCountersChunk>(Chunk);
  const ObjectRecord *Object = object(C.ObjectId);
  if (!Object || C.NumCounters != Object->NumCounters)
    return lose(Offset, "expected " + Twine(Object ? Object->NumCounters : 0) + " counters of object " +
                            Twine(C.ObjectId) + ", found " + Twine(C.NumCounters) + ": they are lost");
  if (C.NumCounters > (FullSize - sizeof(C)) / 8)
    lose(Offset, "expected " + Twine(C.NumCounters) + " counters, found room for " + Twine((FullSize - sizeof(C)) / 8));
  StringRef Rest = Chunk.substr(sizeof(C));
  uint64_t Present = std::min<uint64_t>(C.NumCounters, Rest.size() / 8);
  Counters.push_back({C.ObjectId, Rest.take_front(Present * 8)});
}

void ReportFile::readRun(uint64_t Offset, StringRef Chunk) {
  if (Chunk.size() < sizeof(HpiRunChunk))
    return lose(Offset, "expected a run, found a chunk of " + Twine(Chunk.size()) + " bytes: it is lost");
  Runs.push_back({load<HpiRunChunk>(Chunk).Header, Chunk.substr(sizeof(HpiRunChunk))});
  dropDamagedFacts(Runs.back().Header, Losses);
}

void ReportFile::readSource(uint64_t Offset, StringRef Chunk) {
  if (Chunk.size() < sizeof(HpiSourceChunk))
    return lose(Offset, "expected a source, found a chunk of " + Twine(Chunk.size()) + " bytes: it is lost");
  auto Head = load<HpiSourceChunk>(Chunk);
  StringRef Text = Chunk.substr(sizeof(Head)).take_front(Head.TextBytes);
  auto Sum = SHA256::hash(ArrayRef<uint8_t>(Text.bytes_begin(), Text.size()));
  if (Text.size() != Head.TextBytes || std::memcmp(Sum.data(), Head.Sha256, Sum.size()) != 0)
    return lose(Offset, "expected a source that fits its SHA-256, found another: it is lost");
  Sources.push_back(Text);
}

void ReportFile::checkModules() {
  DenseMap<uint64_t, uint64_t> Found;
  for (const ModuleRecord &M : Modules)
    ++Found[M.ObjectId];
  for (const ObjectRecord &O : Objects)
    if (Found[O.Id] < O.NumModules)
      Losses.push_back(("object " + O.Path + ": expected " + Twine(O.NumModules) + " modules, found " +
                        Twine(Found[O.Id]) + ": the lines of the others are lost")
                           .str());
}
