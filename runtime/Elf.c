/* Elf.c - headers of loaded files. See Elf.h. */
#include "Elf.h"

#include "Syscall.h"
#include "Text.h"

#include <linux/elf.h>

enum { HPI_NUM_SEGMENT_HEADERS = 16, HPI_NOTE_BYTES = 256, HPI_NOTE_BUILD_ID = 3 };

/* The program headers of an object in memory. */
struct HpiElf {
  uint64_t Bias; /* of its addresses */
  uint32_t NumHeaders;
  Elf64_Phdr Headers[HPI_NUM_SEGMENT_HEADERS];
};

/* Of the object that this code is in; linkers define it where the headers are loaded. */
HPI_RT_WEAK extern const Elf64_Ehdr HeaderStart __asm__("__ehdr_start");

HPI_RT int isOfThisObject(uint64_t Address, uint64_t Bytes) HPI_SYM("isOfThisObject");

/* What this code's object has loaded from its file stays while the code runs: it can be read without a system call. */
int isOfThisObject(uint64_t Address, uint64_t Bytes) {
  const Elf64_Ehdr *Header = &HeaderStart;
  if (!Header)
    return 0;
  const Elf64_Phdr *Segments = (const Elf64_Phdr *)((const char *)Header + Header->e_phoff);
  uint64_t Bias = 0;
  for (uint32_t I = 0; I < Header->e_phnum; ++I) { /* by address, so that the one with the headers is the first */
    const Elf64_Phdr *Segment = &Segments[I];
    if (Segment->p_type != PT_LOAD)
      continue;
    if (!Segment->p_offset)
      Bias = (uint64_t)Header - Segment->p_vaddr;
    uint64_t Distance = Address - (Bias + Segment->p_vaddr);
    if ((Segment->p_flags & PF_R) && Distance < Segment->p_filesz && Segment->p_filesz - Distance >= Bytes)
      return 1;
  }
  return 0;
}

uint64_t readOwnPart(uint64_t Address, void *Data, uint64_t Bytes) {
  if (isOfThisObject(Address, Bytes)) {
    copyBytes(Data, (const void *)Address, Bytes);
    return Bytes;
  }
  struct HpiIoVec Local = {Data, Bytes}, Remote = {(const void *)Address, Bytes};
  int64_t Read = HPI_CALL(process_vm_readv, sysGetPid(), &Local, 1, &Remote, 1, 0);
  return Read < 0 ? 0 : (uint64_t)Read;
}

int readOwn(uint64_t Address, void *Data, uint64_t Bytes) { return readOwnPart(Address, Data, Bytes) == Bytes; }

HPI_RT int readHeaders(uint64_t Base, struct HpiElf *Elf) HPI_SYM("readHeaders");

int readHeaders(uint64_t Base, struct HpiElf *Elf) {
  Elf64_Ehdr Header;
  if (!Base || !readOwn(Base, &Header, sizeof(Header)) || Header.e_ident[0] != 0x7f || Header.e_ident[1] != 'E')
    return 0;
  Elf->NumHeaders = Header.e_phnum < HPI_NUM_SEGMENT_HEADERS ? Header.e_phnum : HPI_NUM_SEGMENT_HEADERS;
  if (!readOwn(Base + Header.e_phoff, Elf->Headers, Elf->NumHeaders * sizeof(Elf64_Phdr)))
    return 0;
  for (uint32_t I = 0; I < Elf->NumHeaders; ++I)
    if (Elf->Headers[I].p_type == PT_LOAD && !Elf->Headers[I].p_offset) {
      Elf->Bias = Base - Elf->Headers[I].p_vaddr;
      return 1;
    }
  return 0;
}

HPI_RT uint32_t findNote(const char *Notes, uint64_t Size, uint8_t *Id, uint32_t Capacity) HPI_SYM("findNote");

uint32_t findNote(const char *Notes, uint64_t Size, uint8_t *Id, uint32_t Capacity) {
  for (uint64_t Place = 0; Place + sizeof(Elf64_Nhdr) <= Size;) {
    const Elf64_Nhdr *Note = (const Elf64_Nhdr *)(Notes + Place);
    uint64_t Value = Place + sizeof(*Note) + alignUp(Note->n_namesz, 4);
    uint64_t Next = Value + alignUp(Note->n_descsz, 4);
    if (Next > Size)
      return 0;
    if (Note->n_type == HPI_NOTE_BUILD_ID && Note->n_namesz == 4 && Note->n_descsz <= Capacity) {
      copyBytes(Id, Notes + Value, Note->n_descsz);
      return Note->n_descsz;
    }
    Place = Next;
  }
  return 0;
}

uint32_t elfBuildId(uint64_t Base, uint8_t *Id, uint32_t Capacity) {
  struct HpiElf Elf;
  if (!readHeaders(Base, &Elf))
    return 0;
  for (uint32_t I = 0; I < Elf.NumHeaders; ++I) {
    const Elf64_Phdr *Header = &Elf.Headers[I];
    char Notes[HPI_NOTE_BYTES];
    zeroBytes(Notes, sizeof(Notes));
    uint64_t Size = Header->p_memsz < HPI_NOTE_BYTES ? Header->p_memsz : HPI_NOTE_BYTES;
    if (Header->p_type != PT_NOTE || !readOwn(Elf.Bias + Header->p_vaddr, Notes, Size))
      continue;
    uint32_t Bytes = findNote(Notes, Size, Id, Capacity);
    if (Bytes)
      return Bytes;
  }
  return 0;
}

uint64_t elfFrameTable(uint64_t Base) {
  struct HpiElf Elf;
  if (!readHeaders(Base, &Elf))
    return 0;
  for (uint32_t I = 0; I < Elf.NumHeaders; ++I)
    if (Elf.Headers[I].p_type == 0x6474e550 /* PT_GNU_EH_FRAME */)
      return Elf.Bias + Elf.Headers[I].p_vaddr;
  return 0;
}
