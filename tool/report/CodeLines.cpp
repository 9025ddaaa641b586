//===- CodeLines.cpp - source lines of code -------------------------------===//
//
// Instructions that the compiler put on line 0, as it does where it merged code of several lines, take the line of what
// stands before them: a bias towards the earlier line.
//
//===----------------------------------------------------------------------===//
#include "CodeLines.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/DebugInfo/DWARF/DWARFCompileUnit.h"
#include "llvm/DebugInfo/DWARF/DWARFContext.h"
#include "llvm/Object/BuildID.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Threading.h"
#include <chrono>
#include <map>
#include <thread>

using namespace llvm;
using namespace hpinstr;

using ElfFile = object::ELFObjectFile<object::ELF64LE>;

/// \returns a sentence where the file at \p Object's path is not the one that ran
static std::string checkIdentity(const StackObject &Object, const object::ObjectFile &File) {
  if (!Object.BuildId.empty()) {
    object::BuildIDRef Found = object::getBuildID(&File);
    if (toStringRef(Found) == StringRef(Object.BuildId))
      return "";
    return "expected the file that ran, with build id " + toHex(Object.BuildId, true) + ", found " +
           (Found.empty() ? "none" : toHex(Found, true)) +
           ": it was built again since; where its code spent time and memory is not shown, as it is in what `hpinstr "
           "merge` keeps before";
  }
  sys::fs::file_status Status;
  if (Object.ModifiedNs && !sys::fs::status(Object.Path, Status)) {
    auto Since = Status.getLastModificationTime().time_since_epoch();
    if (std::chrono::nanoseconds(Since).count() != Object.ModifiedNs || Status.getSize() != Object.FileBytes)
      return "expected the file that ran, found one that was changed since; where its code spent time and memory is "
             "not shown";
  }
  return "";
}

/// \returns the address that the file gives the byte at \p FileOffset, or nothing
static std::optional<uint64_t> addressOf(ArrayRef<object::ELF64LE::Phdr> Headers, uint64_t FileOffset) {
  for (const auto &H : Headers)
    if (H.p_type == ELF::PT_LOAD && FileOffset >= H.p_offset && FileOffset - H.p_offset < H.p_filesz)
      return FileOffset - H.p_offset + H.p_vaddr;
  return std::nullopt;
}

namespace {
/// The functions in a file's symbol table.
class FunctionSymbols {
public:
  /// \p List is of all symbols or of the dynamic ones.
  explicit FunctionSymbols(ElfFile::elf_symbol_iterator_range List);
  /// \returns the name of the function around \p Address, empty where none is known
  StringRef find(uint64_t Address) const;

private:
  struct Symbol {
    uint64_t Begin, End;
    StringRef Name;
  };
  std::vector<Symbol> Symbols; ///< by Begin, then name
};
} // namespace

FunctionSymbols::FunctionSymbols(ElfFile::elf_symbol_iterator_range List) {
  for (const object::ELFSymbolRef &S : List) {
    Expected<StringRef> Name = S.getName();
    Expected<uint64_t> Begin = S.getAddress();
    if (Name && Begin && S.getELFType() == ELF::STT_FUNC && S.getSize())
      Symbols.push_back({*Begin, *Begin + S.getSize(), *Name});
    consumeError(Name.takeError());
    consumeError(Begin.takeError());
  }
  llvm::sort(Symbols,
             [](const Symbol &A, const Symbol &B) { return std::tie(A.Begin, A.Name) < std::tie(B.Begin, B.Name); });
}

StringRef FunctionSymbols::find(uint64_t Address) const {
  auto It = llvm::upper_bound(Symbols, Address, [](uint64_t A, const Symbol &S) { return A < S.Begin; });
  return It != Symbols.begin() && Address < std::prev(It)->End ? std::prev(It)->Name : StringRef();
}

/// The last line before \p Address, whose own is not known, in the same file; 0 where there is none.
static uint64_t lineBefore(DWARFContext &Context, uint64_t Address) {
  DWARFCompileUnit *Unit = Context.getCompileUnitForCodeAddress(Address);
  const DWARFDebugLine::LineTable *Table = Unit ? Context.getLineTableForUnit(Unit) : nullptr;
  if (!Table)
    return 0;
  uint32_t Row = Table->lookupAddress({Address, object::SectionedAddress::UndefSection});
  if (Row == Table->UnknownRowIndex)
    return 0;
  uint16_t File = Table->Rows[Row].File;
  while (Row && Table->Rows[Row].Line == 0 && !Table->Rows[Row - 1].EndSequence)
    --Row;
  return Table->Rows[Row].File == File ? Table->Rows[Row].Line : 0;
}

static bool hasLineTables(const ElfFile &Elf) {
  return llvm::any_of(Elf.sections(), [](const object::SectionRef &Section) {
    Expected<StringRef> Name = Section.getName();
    if (Name)
      return *Name == ".debug_line";
    consumeError(Name.takeError());
    return false;
  });
}

namespace {
/// Finds the rewritten tree that a unit was compiled in: the folder of the header of probes, which its code comes from.
class TreeFinder {
public:
  explicit TreeFinder(DWARFContext &Context) : Context(Context) {}
  const std::string &treeAt(uint64_t Address) {
    DWARFCompileUnit *Unit = Context.getCompileUnitForCodeAddress(Address);
    auto [It, IsNew] = Known.try_emplace(Unit);
    if (IsNew && Unit)
      It->second = search(*Unit);
    return It->second;
  }

private:
  std::string search(DWARFCompileUnit &Unit);

  DWARFContext &Context;
  std::map<DWARFCompileUnit *, std::string> Known;
};
} // namespace

std::string TreeFinder::search(DWARFCompileUnit &Unit) {
  const DWARFDebugLine::LineTable *Table = Context.getLineTableForUnit(&Unit);
  if (!Table)
    return "";
  for (uint64_t I = 0; I <= Table->Prologue.FileNames.size(); ++I) {
    std::string Name;
    if (!Table->getFileNameByIndex(I, Unit.getCompilationDir(), DILineInfoSpecifier::FileLineInfoKind::AbsoluteFilePath,
                                   Name) ||
        sys::path::filename(Name) != "hpinstr-probe.h")
      continue;
    SmallString<256> Path(Name);
    sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
    return sys::path::parent_path(Path).str();
  }
  return "";
}

namespace {
/// Finds the lines of addresses.
class LineFinder {
public:
  LineFinder(DWARFContext &Context, const ElfFile &Elf) : Context(Context), Symbols(Elf.symbols()), Trees(Context) {}
  void moveTo(uint64_t Address);
  std::vector<CodeLine> find() const;
  /// Whether the code at \p Address certainly has the same lines.
  bool hasSame(uint64_t Address) const;

private:
  bool isInRow(uint64_t Address) const;
  SmallVector<uint64_t, 8> scopesAt(uint64_t Address) const;

  DWARFContext &Context;
  FunctionSymbols Symbols;
  mutable TreeFinder Trees;
  uint64_t Address = 0;
  DWARFCompileUnit *Unit = nullptr; ///< nothing is known where null
  const DWARFDebugLine::LineTable *Table = nullptr;
  size_t Row = 0;
  SmallVector<uint64_t, 8> Scopes; ///< offsets of the entries of its function and what is inlined there
};
} // namespace

bool LineFinder::isInRow(uint64_t Address) const {
  return Table && Row + 1 < Table->Rows.size() && !Table->Rows[Row].EndSequence &&
         Table->Rows[Row].Address.Address <= Address && Address < Table->Rows[Row + 1].Address.Address;
}

SmallVector<uint64_t, 8> LineFinder::scopesAt(uint64_t Address) const {
  SmallVector<DWARFDie, 8> Chain;
  Unit->getInlinedChainForAddress(Address, Chain);
  return SmallVector<uint64_t, 8>(map_range(Chain, [](const DWARFDie &Die) { return Die.getOffset(); }));
}

bool LineFinder::hasSame(uint64_t Other) const { return Unit && isInRow(Other) && Scopes == scopesAt(Other); }

void LineFinder::moveTo(uint64_t To) {
  Address = To;
  Unit = Context.getCompileUnitForCodeAddress(Address);
  Table = Unit ? Context.getLineTableForUnit(Unit) : nullptr;
  uint32_t Found = Table ? Table->lookupAddress({Address, object::SectionedAddress::UndefSection}) : 0;
  if (!Table || Found == Table->UnknownRowIndex) {
    Unit = nullptr;
    return;
  }
  Row = Found;
  Scopes = scopesAt(Address);
}

/// Line tables without other debug information name inlined functions only, the one that has the code does not need it.
std::vector<CodeLine> LineFinder::find() const {
  DILineInfoSpecifier Wanted(DILineInfoSpecifier::FileLineInfoKind::AbsoluteFilePath, DINameKind::LinkageName);
  DIInliningInfo Info = Context.getInliningInfoForAddress({Address, object::SectionedAddress::UndefSection}, Wanted);
  std::vector<CodeLine> Lines;
  for (uint32_t I = 0; I != Info.getNumberOfFrames(); ++I) {
    const DILineInfo &Frame = Info.getFrame(I);
    if (Frame.FileName == DILineInfo::BadString)
      continue;
    SmallString<256> Path(Frame.FileName);
    sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
    uint64_t Line = Frame.Line || I ? Frame.Line : lineBefore(Context, Address);
    StringRef Outermost = I + 1 == Info.getNumberOfFrames() ? Symbols.find(Address) : StringRef();
    bool IsKnown = Outermost.empty() || StringRef(Frame.FunctionName).starts_with("_Z");
    Lines.push_back(
        {std::string(Path), Line, Frame.Column, IsKnown ? Frame.FunctionName : Outermost.str(), Trees.treeAt(Address)});
  }
  return Lines;
}

namespace {
/// A file that code was run from.
struct RunFile {
  object::OwningBinary<object::ObjectFile> Owner;
  const ElfFile *Elf = nullptr;
  ArrayRef<object::ELF64LE::Phdr> Headers;
};
} // namespace

/// Opens \p O. \returns what is wrong with it as a sentence, empty where nothing is
static std::string openFile(const StackObject &O, RunFile &File) {
  const char *None =
      "expected the file that ran, found none that can be read; where its code spent time and memory is not shown";
  if (!sys::fs::is_regular_file(O.Path)) // a damaged report may name anything
    return None;
  auto Opened = object::ObjectFile::createObjectFile(O.Path);
  if (!Opened) {
    consumeError(Opened.takeError());
    return None;
  }
  File.Owner = std::move(*Opened);
  File.Elf = dyn_cast<ElfFile>(File.Owner.getBinary());
  if (!File.Elf)
    return "expected a 64-bit ELF file, found another; where its code spent time and memory is not shown";
  if (std::string Text = checkIdentity(O, *File.Elf); !Text.empty())
    return Text;
  auto Headers = File.Elf->getELFFile().program_headers();
  if (!Headers) {
    consumeError(Headers.takeError());
    return "expected program headers, found none; where its code spent time and memory is not shown";
  }
  File.Headers = *Headers;
  return "";
}

/// Calls \p Use with each place of \p Object and the address that \p File gives it.
static void eachAddress(const StackTable &Table, uint32_t Object, const RunFile &File,
                        function_ref<void(uint32_t, std::optional<uint64_t>)> Use) {
  for (uint32_t Place = 0; Place != Table.Places.size(); ++Place)
    if (Table.Places[Place].Object == Object)
      Use(Place, addressOf(File.Headers, Table.Places[Place].FileOffset));
}

using AddressedPlace = std::pair<uint64_t, uint32_t>; // address, and index into StackTable::Places

/// \p Places are by address.
static void findLines(const ElfFile &Elf, ArrayRef<AddressedPlace> Places, unsigned Thread, CodeLineUser Use) {
  std::unique_ptr<DWARFContext> Context = DWARFContext::create(Elf);
  LineFinder Finder(*Context, Elf);
  for (size_t I = 0; I != Places.size();) {
    Finder.moveTo(Places[I].first);
    SmallVector<uint32_t, 32> Same = {Places[I++].second};
    while (I != Places.size() && Finder.hasSame(Places[I].first))
      Same.push_back(Places[I++].second);
    Use(Thread, Same, Finder.find());
  }
}

/// A thread reads debug information of its own: what two of them read both is little where each has a stretch of the
/// code. For few places one is enough.
static void findLinesInParallel(const ElfFile &Elf, ArrayRef<AddressedPlace> Places, CodeLineUser Use) {
  constexpr size_t Enough = 20000;
  size_t NumThreads = std::min<size_t>(
      {MaxLineThreads, hardware_concurrency().compute_thread_count(), divideCeil(Places.size(), Enough)});
  std::vector<std::thread> Threads;
  for (size_t I = 1; I < NumThreads; ++I) {
    size_t Begin = Places.size() * I / NumThreads, End = Places.size() * (I + 1) / NumThreads;
    Threads.emplace_back([=, &Elf] { findLines(Elf, Places.slice(Begin, End - Begin), I, Use); });
  }
  findLines(Elf, Places.take_front(Places.size() / std::max<size_t>(NumThreads, 1)), 0, Use);
  for (std::thread &Thread : Threads)
    Thread.join();
}

std::string hpinstr::eachCodeLine(const StackTable &Table, uint32_t Object, CodeLineUser Use) {
  RunFile File;
  if (std::string Text = openFile(Table.Objects[Object], File); !Text.empty())
    return Text;
  if (!hasLineTables(*File.Elf))
    return "expected line tables, found none; compile with -g1 or -g to see where its code spent time and memory";
  std::vector<AddressedPlace> Places;
  eachAddress(Table, Object, File, [&](uint32_t Place, std::optional<uint64_t> Address) {
    if (Address)
      Places.push_back({*Address, Place});
    else
      Use(0, Place, {});
  });
  llvm::sort(Places);
  findLinesInParallel(*File.Elf, Places, Use);
  return "";
}

void hpinstr::eachDynamicName(const StackTable &Table, uint32_t Object, function_ref<void(uint32_t, StringRef)> Use) {
  RunFile File;
  if (!openFile(Table.Objects[Object], File).empty())
    return;
  FunctionSymbols Symbols(File.Elf->getDynamicSymbolIterators());
  eachAddress(Table, Object, File, [&](uint32_t Place, std::optional<uint64_t> Address) {
    if (Address)
      Use(Place, Symbols.find(*Address));
  });
}
