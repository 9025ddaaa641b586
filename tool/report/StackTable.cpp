//===- StackTable.cpp - call stacks of many processes ---------------------===//
#include "StackTable.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Endian.h"

using namespace llvm;
using namespace hpinstr;

uint32_t StackTable::internObject(const MapRecord &Map, bool IsLibrary) {
  std::string Key = (Map.Path + "\n" + Map.BuildId + "\n" + Twine(Map.FileBytes) + " " + Twine(Map.ModifiedNs)).str();
  auto [It, IsNew] = ObjectIndex.try_emplace(Key, Objects.size());
  if (IsNew)
    Objects.push_back({Map.Path.str(), Map.BuildId.str(), Map.FileBytes, Map.ModifiedNs, IsLibrary});
  return It->second;
}

uint32_t StackTable::internPlace(uint32_t Object, uint64_t FileOffset) {
  auto [It, IsNew] = PlaceIndex.try_emplace({Object, FileOffset}, Places.size());
  if (IsNew)
    Places.push_back({Object, FileOffset});
  return It->second;
}

/// \p Places are innermost first.
uint32_t StackTable::internStack(ArrayRef<uint32_t> Places) {
  uint32_t Stack = 0;
  for (uint32_t Place : reverse(Places)) {
    auto [It, IsNew] = StackIndex.try_emplace({Stack, Place}, Stacks.size());
    if (IsNew)
      Stacks.push_back({Stack, Place});
    Stack = It->second;
  }
  return Stack;
}

SmallVector<uint32_t, 32> StackTable::placesOf(uint32_t Stack) const {
  SmallVector<uint32_t, 32> Found;
  for (; Stack; Stack = Stacks[Stack].Caller)
    Found.push_back(Stacks[Stack].Place);
  return Found;
}

void StackTable::expectStacks(size_t Num) {
  StackIndex.reserve(StackIndex.size() + Num);
  PlaceIndex.reserve(PlaceIndex.size() + Num); // most stacks end at a place of their own
}

StackImporter::StackImporter(const ReportFile &File, StackTable &Table) : File(File), Table(Table) {
  size_t NumContexts = File.numContexts();
  Known.reserve(NumContexts);
  Table.expectStacks(NumContexts);
  StringSet<> Instrumented;
  for (const ObjectRecord &O : File.Objects)
    Instrumented.insert(O.Path);
  for (const MapRecord &Map : File.Maps) {
    bool IsLibrary = !Instrumented.contains(Map.Path);
    (IsLibrary ? Libraries : Maps)[Map.Generation].push_back(&Map);
    if (!IsLibrary)
      Objects[&Map] = Table.internObject(Map, IsLibrary);
  }
  for (MapLists *Lists : {&Maps, &Libraries})
    for (auto &[Generation, List] : *Lists)
      llvm::sort(List, [](const MapRecord *A, const MapRecord *B) { return A->Start < B->Start; });
}

const MapRecord *StackImporter::findMap(const MapLists &Maps, uint32_t Generation, uint64_t Address) {
  auto List = Maps.find(Generation);
  if (List == Maps.end())
    return nullptr;
  auto It = llvm::upper_bound(List->second, Address, [](uint64_t A, const MapRecord *M) { return A < M->Start; });
  if (It == List->second.begin() || Address >= (*std::prev(It))->End)
    return nullptr;
  return *std::prev(It);
}

uint32_t StackImporter::import(uint32_t Context, bool IsReturn) {
  uint64_t Key = uint64_t(Context) << 1 | IsReturn;
  auto It = Known.find(Key);
  if (It != Known.end())
    return It->second;
  uint32_t Generation = 0;
  StringRef Words = File.contextWords(Context, Generation);
  SmallVector<uint32_t, 32> Stack;
  size_t NumLibrary = 0;
  if (IsReturn && Words.size() >= 8)
    if (const MapRecord *Map = findMap(Libraries, Generation, support::endian::read64le(Words.data()) - 1)) {
      uint64_t Offset = support::endian::read64le(Words.data()) - 1 - Map->Start + Map->FileOffset;
      auto [Library, IsNew] = Objects.try_emplace(Map);
      if (IsNew)
        Library->second = Table.internObject(*Map, /*IsLibrary=*/true);
      Stack.push_back(Table.internPlace(Library->second, Offset));
      NumLibrary = 1;
    }
  for (; Words.size() >= 8; Words = Words.drop_front(8)) {
    uint64_t Address = support::endian::read64le(Words.data());
    if (Address == HPI_CONTEXT_GAP)
      continue;
    Address -= IsReturn;
    IsReturn = true;
    if (const MapRecord *Map = findMap(Maps, Generation, Address))
      Stack.push_back(Table.internPlace(Objects.lookup(Map), Address - Map->Start + Map->FileOffset));
  }
  if (Stack.size() == NumLibrary)
    Stack.clear();
  return Known[Key] = Table.internStack(Stack);
}
