//===- ElfProbes.cpp - probes in programs and objects ---------------------===//
//
// Owns: finding descriptors and tables in ELF files. Must not: print or know reports.
//
// Tables are found by their magic number, not through the descriptors: in a relocatable object the descriptors'
// distances are not known yet, and one way serves all kinds of files.
//
//===----------------------------------------------------------------------===//
#include "ElfProbes.h"
#include "Diag.h"
#include "hpinstr/Abi.h"
#include "llvm/Object/Archive.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Object/ObjectFile.h"
#include "llvm/Support/FormatVariadic.h"
#include <cstring>

using namespace llvm;
using namespace hpinstr;

#define HPI_ABI(Name, Text) static constexpr StringLiteral Abi##Name = Text;
#include "hpinstr/Abi.inc"

// Terms are not checked here: which descriptor belongs to a blob is not known in a relocatable object.
static constexpr uint64_t AnyCounters = UINT64_MAX;

static void readDescriptors(StringRef Section, ElfProbes &Probes) {
  HpiModuleDesc Desc;
  while (Section.size() >= 8) {
    std::memset(&Desc, 0, sizeof(Desc));
    std::memcpy(&Desc, Section.data(), std::min(sizeof(Desc), Section.size()));
    if (Desc.DescSize < 8 || Desc.DescSize > Section.size()) {
      Probes.Losses.push_back("expected module descriptors, found a size of " + std::to_string(Desc.DescSize) +
                              ": the rest is not read");
      return;
    }
    ++Probes.NumDescriptors;
    if (Desc.AbiVersion == HPI_ABI_VERSION)
      Probes.NumCounters += Desc.NumCounters;
    else
      Probes.ForeignAbis.push_back(Desc.AbiVersion);
    Section = Section.drop_front(Desc.DescSize);
  }
}

static void readTables(StringRef Section, ElfProbes &Probes) {
  uint32_t Number = HPI_TABLES_MAGIC;
  StringRef Magic(reinterpret_cast<const char *>(&Number), sizeof(Number));
  for (size_t At = Section.find(Magic); At != StringRef::npos; At = Section.find(Magic, At + Magic.size())) {
    Expected<ModuleTables> Tables = ModuleTables::decode(Section.substr(At), AnyCounters);
    if (Tables)
      Probes.Modules.push_back(std::move(*Tables));
    else
      Probes.Losses.push_back("tables at byte " + std::to_string(At) + ": " + toString(Tables.takeError()));
  }
}

static std::string elfKind(const object::ELFObjectFileBase &Elf) {
  switch (Elf.getEType()) {
  case ELF::ET_REL:
    return "relocatable object";
  case ELF::ET_EXEC:
    return "executable";
  case ELF::ET_DYN:
    return "executable or shared object";
  default:
    return "ELF file";
  }
}

static ElfProbes readElf(const object::ELFObjectFileBase &Elf, std::string Name) {
  ElfProbes Probes;
  Probes.Name = std::move(Name);
  Probes.Kind = elfKind(Elf);
  for (const object::SectionRef &Section : Elf.sections()) {
    Expected<StringRef> SectionName = Section.getName();
    if (!SectionName) {
      consumeError(SectionName.takeError());
      continue;
    }
    if (*SectionName == AbiCOUNTERS)
      Probes.CounterBytes += Section.getSize();
    if (*SectionName != AbiTABLES && *SectionName != AbiMODULES)
      continue;
    Expected<StringRef> Contents = Section.getContents();
    if (!Contents) {
      Probes.Losses.push_back("section " + SectionName->str() + ": " + toString(Contents.takeError()));
      continue;
    }
    if (*SectionName == AbiMODULES)
      readDescriptors(*Contents, Probes);
    else
      readTables(*Contents, Probes);
    Probes.TableBytes += *SectionName == AbiTABLES ? Contents->size() : 0;
  }
  return Probes;
}

static Error notElf(StringRef Name, const Twine &Found) {
  return makeError(Name + ": expected a report, a directory, or an ELF program, object or archive, found " + Found +
                   "; name one of these");
}

static Expected<std::vector<ElfProbes>> readArchive(const object::Archive &Archive) {
  std::vector<ElfProbes> All;
  Error Problem = Error::success();
  for (const object::Archive::Child &Child : Archive.children(Problem)) {
    Expected<MemoryBufferRef> Buffer = Child.getMemoryBufferRef();
    if (!Buffer) {
      consumeError(Buffer.takeError());
      continue;
    }
    Expected<std::unique_ptr<object::ObjectFile>> Object = object::ObjectFile::createELFObjectFile(*Buffer);
    if (!Object) {
      consumeError(Object.takeError());
      continue;
    }
    std::string Name = formatv("{0}({1})", Archive.getFileName(), Buffer->getBufferIdentifier());
    All.push_back(readElf(cast<object::ELFObjectFileBase>(**Object), Name));
  }
  if (Problem)
    return std::move(Problem);
  return std::move(All);
}

Expected<std::vector<ElfProbes>> hpinstr::findProbes(MemoryBufferRef Buffer) {
  StringRef Name = Buffer.getBufferIdentifier();
  file_magic Magic = identify_magic(Buffer.getBuffer());
  if (Magic == file_magic::bitcode)
    return notElf(Name, "LLVM bitcode, as -flto makes: look at the program it is linked to");
  if (Magic == file_magic::archive) {
    Expected<std::unique_ptr<object::Archive>> Archive = object::Archive::create(Buffer);
    if (!Archive)
      return notElf(Name, "a damaged archive: " + toString(Archive.takeError()));
    return readArchive(**Archive);
  }
  if (!Magic.is_object() || !Buffer.getBuffer().starts_with("\177ELF"))
    return notElf(Name, "another kind of file");
  Expected<std::unique_ptr<object::ObjectFile>> Object = object::ObjectFile::createELFObjectFile(Buffer);
  if (!Object)
    return notElf(Name, "a damaged ELF file: " + toString(Object.takeError()));
  std::vector<ElfProbes> All;
  All.push_back(readElf(cast<object::ELFObjectFileBase>(**Object), Name.str()));
  return std::move(All);
}
