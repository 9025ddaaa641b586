//===- ContextChunks.cpp - call stacks, mappings and samples of a report --===//
//
// Owns: reading CONTEXTS, MAPS, SAMPLES and TIMES chunks of a report file. Must not: say what an address means.
//
//===----------------------------------------------------------------------===//
#include "Load.h"
#include "ReportFile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;
using namespace hpinstr;

void ReportFile::readContexts(uint64_t Offset, StringRef Chunk) {
  HpiContextsChunk C = {};
  if (Chunk.size() >= sizeof(C))
    C = load<HpiContextsChunk>(Chunk);
  uint64_t Room = Chunk.size() < sizeof(C) ? 0 : Chunk.size() - sizeof(C);
  uint64_t SlotBytes = uint64_t(C.NumSlots) * sizeof(HpiContextSlot);
  if (!C.NumSlots || SlotBytes > Room || C.NumWords > (Room - SlotBytes) / 8)
    return lose(Offset, "expected call stacks, found " + Twine(C.NumSlots) + " slots in a chunk of " +
                            Twine(Chunk.size()) + " bytes: they are lost");
  StringRef Rest = Chunk.substr(sizeof(C));
  Contexts.push_back(
      {C.FirstId, C.NumSlots, C.NumDropped, Rest.take_front(SlotBytes), Rest.substr(SlotBytes, C.NumWords * 8)});
}

size_t ReportFile::numContexts() const {
  size_t Num = 0;
  for (const ContextsRecord &C : Contexts)
    for (StringRef Rest = C.Slots; Rest.size() >= sizeof(HpiContextSlot);
         Rest = Rest.drop_front(sizeof(HpiContextSlot)))
      Num += load<HpiContextSlot>(Rest).Hash != 0;
  return Num;
}

StringRef ReportFile::contextWords(uint32_t Id, uint32_t &Generation) const {
  for (const ContextsRecord &C : Contexts) {
    if (Id < C.FirstId || Id - C.FirstId >= C.NumSlots)
      continue;
    auto Slot = load<HpiContextSlot>(C.Slots.substr((Id - C.FirstId) * sizeof(HpiContextSlot)));
    uint64_t First = Slot.Place >> 32, Num = Slot.Place & 0xffff;
    Generation = Slot.Place >> 16 & 0xffff;
    if (First + Num > C.Words.size() / 8)
      return StringRef();
    return C.Words.substr(First * 8, Num * 8);
  }
  return StringRef();
}

void ReportFile::readMaps(uint64_t Offset, StringRef Chunk) {
  if (Chunk.size() < sizeof(HpiMapsChunk))
    return lose(Offset, "expected mappings, found a chunk of " + Twine(Chunk.size()) + " bytes: they are lost");
  auto C = load<HpiMapsChunk>(Chunk);
  StringRef Rest = Chunk.substr(sizeof(C));
  for (uint32_t I = 0; I != C.NumMaps; ++I) {
    HpiMapItem Item = {};
    if (Rest.size() >= sizeof(Item))
      Item = load<HpiMapItem>(Rest);
    uint64_t Bytes = sizeof(Item) + alignTo(Item.PathBytes, 8);
    if (Bytes > Rest.size() || Item.BuildIdBytes > sizeof(Item.BuildId))
      return lose(Offset, "expected " + Twine(C.NumMaps) + " mappings, found " + Twine(I) + ": the others are lost");
    Maps.push_back({C.Generation, Item.Start, Item.End, Item.FileOffset, Item.FileBytes, Item.ModifiedNs,
                    Rest.substr(offsetof(HpiMapItem, BuildId), Item.BuildIdBytes),
                    Rest.substr(sizeof(Item), Item.PathBytes)});
    Rest = Rest.drop_front(Bytes);
  }
}

void ReportFile::readSamples(uint64_t Offset, StringRef Chunk) {
  HpiSamplesChunk C = {};
  if (Chunk.size() >= sizeof(C))
    C = load<HpiSamplesChunk>(Chunk);
  if (!C.NumEntries || C.NumEntries > (Chunk.size() - sizeof(C)) / sizeof(HpiSampleEntry))
    return lose(Offset, "expected samples, found " + Twine(C.NumEntries) + " entries in a chunk of " +
                            Twine(Chunk.size()) + " bytes: they are lost");
  Samples.push_back({C, Chunk.substr(sizeof(C), C.NumEntries * sizeof(HpiSampleEntry))});
}
