//===- HeapChunks.cpp - the allocations of a report -----------------------===//
//
// Owns: reading HEAP and HEAPSITES chunks of a report file, with every bound checked. Must not: add up.
//
//===----------------------------------------------------------------------===//
#include "ReportFile.h"
#include "llvm/ADT/Twine.h"
#include <cstring>

using namespace llvm;
using namespace hpinstr;

void ReportFile::readHeap(uint64_t Offset, StringRef Chunk) {
  HpiHeapChunk C = {};
  if (Chunk.size() < sizeof(C))
    return lose(Offset, "expected a heap, found a chunk of " + Twine(Chunk.size()) + " bytes: it is lost");
  if (Heap)
    return lose(Offset, "expected one heap, found another: it is lost");
  std::memcpy(&C, Chunk.data(), sizeof(C));
  StringRef Points = Chunk.substr(sizeof(C));
  uint64_t NumRoom = Points.size() / sizeof(HpiHeapPoint);
  if (C.NumPoints > NumRoom)
    lose(Offset, "expected at most " + Twine(NumRoom) + " points of time, found " + Twine(C.NumPoints) +
                     ": the others are lost");
  Heap = HeapRecord{C, Points.take_front(std::min<uint64_t>(C.NumPoints, NumRoom) * sizeof(HpiHeapPoint))};
}

void ReportFile::readHeapSites(uint64_t Offset, StringRef Chunk) {
  HpiHeapSitesChunk C = {};
  if (Chunk.size() >= sizeof(C))
    std::memcpy(&C, Chunk.data(), sizeof(C));
  if (!C.NumEntries || C.NumEntries > (Chunk.size() - sizeof(C)) / sizeof(HpiHeapEntry))
    return lose(Offset, "expected allocations, found " + Twine(C.NumEntries) + " entries in a chunk of " +
                            Twine(Chunk.size()) + " bytes: they are lost");
  HeapSites.push_back(Chunk.substr(sizeof(C), C.NumEntries * sizeof(HpiHeapEntry)));
}

void ReportFile::readHeapMarks(uint64_t Offset, StringRef Chunk) {
  HpiHeapMarksChunk C = {};
  if (Chunk.size() < sizeof(C))
    return lose(Offset, "expected marks of regions, found a chunk of " + Twine(Chunk.size()) + " bytes: they are lost");
  std::memcpy(&C, Chunk.data(), sizeof(C));
  StringRef Marks = Chunk.substr(sizeof(C));
  uint64_t NumUsed = std::min(C.NumTaken, C.NumRoom), NumThere = Marks.size() / sizeof(HpiHeapMark);
  if (NumUsed > NumThere)
    lose(Offset, "expected at most " + Twine(NumThere) + " marks of regions, found " + Twine(NumUsed) +
                     ": the others are lost");
  HeapMarks = HeapMarksRecord{C, Marks.take_front(std::min(NumUsed, NumThere) * sizeof(HpiHeapMark))};
}

void ReportFile::readHeapThreads(uint64_t Offset, StringRef Chunk) {
  HpiHeapThreadsChunk C = {};
  if (Chunk.size() < sizeof(C))
    return lose(Offset, "expected threads, found a chunk of " + Twine(Chunk.size()) + " bytes: their names are lost");
  std::memcpy(&C, Chunk.data(), sizeof(C));
  HeapThreads.clear();
  for (HpiHeapThreadName &Thread : C.Threads) {
    Thread.Name[sizeof(Thread.Name) - 1] = 0;
    HeapThreads.push_back(Thread);
  }
}
