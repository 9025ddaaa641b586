//===- ReportFile.h - the chunks of one report file -------------*- C++ -*-===//
//
// Owns: reading a report file (include/hpinstr/Format.h) with every bound checked.
// Must not: decode tables, add up counters, print, or end the process.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_TOOL_REPORT_REPORTFILE_H
#define HPINSTR_TOOL_REPORT_REPORTFILE_H

#include "hpinstr/Format.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hpinstr {

/// An executable or shared object; \c Path points into the file.
struct ObjectRecord {
  uint32_t Id;
  uint64_t NumModules;
  uint64_t NumCounters;
  llvm::StringRef Path;
  uint64_t Offset = 0; ///< of its chunk
};

/// A translation unit; its counters are [FirstCounter, FirstCounter + NumCounters) of its object's blocks.
struct ModuleRecord {
  uint32_t ObjectId;
  uint64_t Hash;
  uint64_t FirstCounter;
  uint64_t NumCounters;
  uint64_t NumMaxima; ///< the last of its counters, at most NumCounters
  uint32_t AbiVersion;
  llvm::StringRef Tables;
};

/// One thread's block. \c Data holds the counters that are there: fewer than the object's where the file is cut.
struct CountersRecord {
  uint32_t ObjectId;
  llvm::StringRef Data;
  uint64_t numPresent() const { return Data.size() / 8; }
};

/// What is to be subtracted from an object's sums; while stopped its counts are minus this, without them.
struct BaseRecord {
  uint32_t ObjectId;
  bool IsStopped;
  llvm::StringRef Data; ///< numbers of 64 bits, as many as the object has counters
};

/// Where calls through pointers of an object lead; entry I of \c Targets, HpiTarget, owns counter FirstPlace + I.
struct TargetsRecord {
  uint32_t ObjectId;
  uint64_t FirstPlace, NumPlaces, NumDropped;
  llvm::StringRef Targets;
};

/// The same of a merged report: \c Calls are HpiPointerCall.
struct CallsRecord {
  uint64_t NumDropped;
  llvm::StringRef Calls;
};

/// What was counted under a label before it gave way to another. \c Data holds HpiTallyEntry.
struct TallyRecord {
  uint32_t ObjectId;
  std::string Label; ///< empty for counts that belong to none
  llvm::StringRef Data;
};

/// A segment of the table of call stacks.
struct ContextsRecord {
  uint32_t FirstId, NumSlots;
  uint64_t NumDropped;
  llvm::StringRef Slots, Words;
};

/// Executable code that was mapped, in one generation of mappings.
struct MapRecord {
  uint32_t Generation;
  uint64_t Start, End, FileOffset, FileBytes;
  int64_t ModifiedNs;
  llvm::StringRef BuildId, Path;
};

/// A segment of the table of samples: \c Entries are HpiSampleEntry.
struct SamplesRecord {
  HpiSamplesChunk Head;
  llvm::StringRef Entries;
};

/// The allocations of the process as a whole: \c Points are HpiHeapPoint.
struct HeapRecord {
  HpiHeapChunk Head;
  llvm::StringRef Points;
};

/// Visits of regions in the heap's timeline: \c Marks are HpiHeapMark.
struct HeapMarksRecord {
  HpiHeapMarksChunk Head;
  llvm::StringRef Marks;
};

/// A process: the header as stored and its PROCESS items, undecoded.
struct RunRecord {
  HpiFileHeader Header;
  llvm::StringRef Items;
};

/// One report file in memory. All StringRefs live as long as it does.
class ReportFile {
public:
  /// Reads \p Path: the header first, then what it says is committed, so a file that is being written is
  /// read consistently. Fails where nothing can be read: no file, foreign file, other version.
  static llvm::Expected<ReportFile> open(llvm::StringRef Path);

  /// The same for bytes in memory; \p Buffer may hold more than was committed.
  static llvm::Expected<ReportFile> parse(std::unique_ptr<llvm::MemoryBuffer> Buffer);

  /// The same where the header was already read from the file: \p Buffer holds a later state of it.
  static ReportFile parse(std::unique_ptr<llvm::MemoryBuffer> Buffer, const HpiFileHeader &Header);

  llvm::StringRef name() const { return Buffer->getBufferIdentifier(); }
  const HpiFileHeader &header() const { return Header; }
  bool isMerged() const { return Header.Features & HPI_FEATURE_MERGED; }
  const ObjectRecord *object(uint32_t Id) const;
  /// \returns how many contexts there are
  size_t numContexts() const;
  /// \returns the addresses of a context, 8 bytes each, empty where it is not known; sets \p Generation, whose mappings
  /// say what they mean
  llvm::StringRef contextWords(uint32_t Id, uint32_t &Generation) const;
  /// The name of a label, empty for 0.
  std::string labelName(uint32_t Id) const;

  std::vector<ObjectRecord> Objects;
  std::vector<ModuleRecord> Modules;
  std::vector<CountersRecord> Counters;
  std::vector<BaseRecord> Bases;
  std::vector<TallyRecord> Tallies;
  std::vector<TargetsRecord> Targets;
  std::vector<CallsRecord> PointerCalls;
  std::string CurrentLabel; ///< what Counters of objects with a base belong to
  std::vector<HpiNamed> Names;
  std::vector<RunRecord> Runs;
  std::vector<llvm::StringRef> Notes;
  std::vector<llvm::StringRef> Sources; ///< texts, whose SHA-256 is right
  std::vector<ContextsRecord> Contexts;
  std::vector<MapRecord> Maps;
  std::vector<SamplesRecord> Samples;
  std::vector<llvm::StringRef> Times; ///< rows of merged reports
  std::optional<HeapRecord> Heap;
  std::optional<HeapMarksRecord> HeapMarks;
  std::vector<HpiHeapThreadName> HeapThreads; ///< by number, from 0
  std::vector<llvm::StringRef> HeapSites;     ///< HpiHeapEntry, a segment each
  std::vector<llvm::StringRef> HeapRows;      ///< of merged reports
  /// What could not be read, a sentence each, for the reader of the report.
  std::vector<std::string> Losses;

private:
  void walk();
  void readChunk(uint32_t Kind, uint64_t Offset, llvm::StringRef Chunk, uint64_t FullSize);
  void readObject(uint64_t Offset, llvm::StringRef Chunk);
  void readModule(uint64_t Offset, llvm::StringRef Chunk);
  void readCounters(uint64_t Offset, llvm::StringRef Chunk, uint64_t FullSize);
  void readBase(uint64_t Offset, llvm::StringRef Chunk);
  void readLabel(uint64_t Offset, llvm::StringRef Chunk);
  void readTally(uint64_t Offset, llvm::StringRef Chunk);
  void readTargets(uint64_t Offset, llvm::StringRef Chunk);
  void readCalls(uint64_t Offset, llvm::StringRef Chunk);
  void readNames(uint64_t Offset, llvm::StringRef Chunk);
  void readRun(uint64_t Offset, llvm::StringRef Chunk);
  void readSource(uint64_t Offset, llvm::StringRef Chunk);
  void readContexts(uint64_t Offset, llvm::StringRef Chunk);
  void readMaps(uint64_t Offset, llvm::StringRef Chunk);
  void readSamples(uint64_t Offset, llvm::StringRef Chunk);
  void readHeap(uint64_t Offset, llvm::StringRef Chunk);
  void readHeapThreads(uint64_t Offset, llvm::StringRef Chunk);
  void readHeapMarks(uint64_t Offset, llvm::StringRef Chunk);
  void readHeapSites(uint64_t Offset, llvm::StringRef Chunk);
  void checkModules();
  void lose(uint64_t Offset, const llvm::Twine &Text);

  std::unique_ptr<llvm::MemoryBuffer> Buffer;
  HpiFileHeader Header;
  llvm::DenseMap<uint64_t, size_t> ObjectIndex;
  llvm::DenseMap<uint64_t, llvm::StringRef> LabelNames;
  llvm::StringRef ProcessItems;
};

/// Checks magic, byte order and versions of the header in \p Page. \p Name names the file in the error.
llvm::Expected<HpiFileHeader> readHeader(llvm::StringRef Page, llvm::StringRef Name);

} // namespace hpinstr

#endif
