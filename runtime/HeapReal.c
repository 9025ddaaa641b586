/* HeapReal.c - the allocator that the process would use without us. See HeapReal.h.
 *
 * The dynamic linker keeps a list of what it has loaded, in the order in which it looks for names; the executable's
 * dynamic section leads there (DT_DEBUG). Each object has a table of names (DT_GNU_HASH). Ours are the definitions that
 * the plugin put into the object with main (HPI_ABI_HEAPDOORS); before each stands a magic number, by which objects
 * with this runtime know those of another. Formats: System V ABI, Dynamic Linking; GNU hash as in glibc.
 */
#include "HeapReal.h"

#include "hpinstr/HeapDoor.h"

#include <linux/auxvec.h>
#include <linux/elf.h>

struct HpiLinkMap {
  uint64_t Bias;
  const char *Name;
  const Elf64_Dyn *Dynamic;
  struct HpiLinkMap *Next, *Previous;
};
struct HpiLinkRoot {
  int32_t Version;
  struct HpiLinkMap *First;
};

/* Of one object, what finds a name. */
struct HpiNames {
  uint64_t Bias;
  const Elf64_Sym *Symbols;
  const char *Strings;
  const uint32_t *Hash;
};

extern uint64_t getauxval(uint64_t Type) __attribute__((weak));

#define HPI_HEAP(Name, Member, GlibcName)                                                                              \
  HPI_RT_WEAK extern void (*const heapSymbol##Member)(void) HPI_SYM("heap_real_" #Member);                             \
  extern void heapGlibc##Member(void) __asm__(#GlibcName) __attribute__((weak));
#include "hpinstr/HeapFamily.inc"
#define HPI_MAP(Name, Member, GlibcName)                                                                               \
  HPI_RT_WEAK extern void (*const heapSymbol##Member)(void) HPI_SYM("heap_real_" #Member);                             \
  extern void heapGlibc##Member(void) __asm__(#GlibcName) __attribute__((weak));
#include "hpinstr/MapFamily.inc"

HPI_RT const struct HpiLinkMap *heapLinkMap(void) HPI_SYM("heapLinkMap");

/* The list of loaded objects, null in a static program. */
const struct HpiLinkMap *heapLinkMap(void) {
  const Elf64_Phdr *Headers = (const Elf64_Phdr *)(getauxval ? getauxval(AT_PHDR) : 0);
  uint64_t NumHeaders = Headers ? getauxval(AT_PHNUM) : 0, Bias = 0;
  const Elf64_Dyn *Dynamic = 0;
  for (uint64_t I = 0; I < NumHeaders; ++I)
    if (Headers[I].p_type == PT_PHDR)
      Bias = (uint64_t)Headers - Headers[I].p_vaddr;
  for (uint64_t I = 0; I < NumHeaders; ++I)
    if (Headers[I].p_type == PT_DYNAMIC)
      Dynamic = (const Elf64_Dyn *)(Bias + Headers[I].p_vaddr);
  for (; Dynamic && Dynamic->d_tag != DT_NULL; ++Dynamic)
    if (Dynamic->d_tag == DT_DEBUG && Dynamic->d_un.d_ptr)
      return ((const struct HpiLinkRoot *)Dynamic->d_un.d_ptr)->First;
  return 0;
}

HPI_RT int heapNames(const struct HpiLinkMap *Map, struct HpiNames *Names) HPI_SYM("heapNames");

/* \returns 0 where the object has no table of names */
int heapNames(const struct HpiLinkMap *Map, struct HpiNames *Names) {
  uint64_t Symbols = 0, Strings = 0, Hash = 0;
  for (const Elf64_Dyn *Entry = Map->Dynamic; Entry && Entry->d_tag != DT_NULL; ++Entry) {
    uint64_t Place = Entry->d_un.d_ptr + (Entry->d_un.d_ptr < Map->Bias ? Map->Bias : 0);
    if (Entry->d_tag == DT_SYMTAB)
      Symbols = Place;
    else if (Entry->d_tag == DT_STRTAB)
      Strings = Place;
    else if (Entry->d_tag == 0x6ffffef5 /* DT_GNU_HASH */)
      Hash = Place;
  }
  Names->Bias = Map->Bias;
  Names->Symbols = (const Elf64_Sym *)Symbols;
  Names->Strings = (const char *)Strings;
  Names->Hash = (const uint32_t *)Hash;
  return Symbols && Strings && Hash;
}

HPI_RT int heapSameName(const char *A, const char *B) HPI_SYM("heapSameName");

int heapSameName(const char *A, const char *B) {
  for (; *A && *A == *B; ++A)
    ++B;
  return *A == *B;
}

HPI_RT uint64_t heapLookUp(const struct HpiNames *Names, const char *Name) HPI_SYM("heapLookUp");

/* The address of the function Name that the object defines, or 0. */
uint64_t heapLookUp(const struct HpiNames *Names, const char *Name) {
  uint32_t Hash = 5381;
  for (const char *C = Name; *C; ++C)
    Hash = Hash * 33 + (uint8_t)*C;
  uint32_t NumBuckets = Names->Hash[0], First = Names->Hash[1], NumBlooms = Names->Hash[2];
  const uint32_t *Buckets = Names->Hash + 4 + 2ull * NumBlooms, *Chain = Buckets + NumBuckets;
  uint32_t I = NumBuckets ? Buckets[Hash % NumBuckets] : 0;
  if (I < First)
    return 0;
  for (;; ++I) {
    const Elf64_Sym *Symbol = &Names->Symbols[I];
    uint32_t Type = Symbol->st_info & 15;
    if ((Chain[I - First] | 1) == (Hash | 1) && Symbol->st_shndx && Type <= 2 &&
        heapSameName(Names->Strings + Symbol->st_name, Name))
      return Names->Bias + Symbol->st_value;
    if (Chain[I - First] & 1)
      return 0;
  }
}

HPI_INLINE int isDoor(uint64_t Address) { return *(const uint64_t *)(Address - 8) == HPI_HEAP_DOOR_MAGIC; }

/* What is known of a function. */
struct HpiFoundCall {
  uint64_t Address;            /* the first definition that is not ours, 0 none */
  const struct HpiLinkMap *In; /* the object that has it */
  int IsOurs;                  /* before it there is one of ours, */
  uint64_t Others;             /* or of another object with this runtime: its address */
};

HPI_RT struct HpiFoundCall heapFind(const struct HpiLinkMap *Map, const char *Name, uint64_t Ours) HPI_SYM("heapFind");

struct HpiFoundCall heapFind(const struct HpiLinkMap *Map, const char *Name, uint64_t Ours) {
  struct HpiFoundCall Found = {0, 0, 0, 0};
  for (; Map && !Found.Address; Map = Map->Next) {
    struct HpiNames Names;
    uint64_t Address = heapNames(Map, &Names) ? heapLookUp(&Names, Name) : 0;
    if (Address && Ours && Address == Ours)
      Found.IsOurs = 1;
    else if (Address && isDoor(Address)) {
      if (!Found.Others && !Found.IsOurs)
        Found.Others = Address;
    } else if (Address) {
      Found.Address = Address;
      Found.In = Map;
    }
  }
  return Found;
}

/* Names of the functions, and what the linker made of them. */
struct HpiHeapName {
  const char *Name;
  void (*const *Symbol)(void); /* null where no module knows it */
  void (*Glibc)(void);         /* of glibc's own name for it */
};

enum { HPI_HEAP_SIZE_TRIALS = 8 };

HPI_RT uint32_t isGlibc(const struct HpiLinkMap *Allocator) HPI_SYM("heapIsGlibc");

uint32_t isGlibc(const struct HpiLinkMap *Allocator) {
  struct HpiNames Names;
  return Allocator && heapNames(Allocator, &Names) && HeapReal.UsableSize &&
         heapLookUp(&Names, "__libc_malloc") == (uint64_t)HeapReal.Malloc;
}

HPI_RT int heapFindLoaded(const struct HpiLinkMap *Map, const struct HpiHeapName *List) HPI_SYM("heapFindLoaded");

int heapFindLoaded(const struct HpiLinkMap *Map, const struct HpiHeapName *List) {
  uint64_t *Real = (uint64_t *)&HeapReal;
  int IsOurs = 0, IsOther = 0;
  const struct HpiLinkMap *Allocator = 0;
  for (uint32_t I = 0; I < HPI_HEAP_NUM_CALLS; ++I) {
    struct HpiFoundCall Found = heapFind(Map, List[I].Name, HeapDoors ? (uint64_t)HeapDoors[I] : 0);
    Real[I] = Found.Others ? Found.Others : Found.Address;
    if (!I) {
      IsOurs = Found.IsOurs;
      IsOther = Found.Others != 0;
      Allocator = Found.In;
    }
    if (I == HPI_HEAP_NUM_CALLS - 1 && Found.In != Allocator)
      HeapHasNoSizes = 1; /* it knows nothing of this allocator's blocks */
  }
  HeapSizeTrials = isGlibc(Allocator) ? HPI_HEAP_SIZE_TRIALS : 0;
  if (!HeapReal.Malloc || !HeapReal.Free || !HeapReal.Realloc || !HeapReal.Calloc)
    return HPI_REAL_NONE;
  return IsOther ? HPI_REAL_OTHER : IsOurs ? HPI_REAL_ALL : HPI_REAL_OWN;
}

HPI_RT uint64_t heapFindLinked(const struct HpiHeapName *Name, uint64_t Ours) HPI_SYM("heapFindLinked");

/* In a static program: there is one definition of each. Where that is ours, glibc's was as weak and came later. */
uint64_t heapFindLinked(const struct HpiHeapName *Name, uint64_t Ours) {
  uint64_t Known = Name->Symbol ? (uint64_t)*Name->Symbol : 0;
  return !Known || Known == Ours ? (uint64_t)Name->Glibc : Known;
}

HPI_RT void heapFindMaps(const struct HpiLinkMap *Map) HPI_SYM("heapFindMaps");

void heapFindMaps(const struct HpiLinkMap *Map) {
  const struct HpiHeapName List[] = {
#define HPI_MAP(Name, Member, GlibcName) {#Name, &heapSymbol##Member, heapGlibc##Member},
#include "hpinstr/MapFamily.inc"
  };
  uint64_t *Real = (uint64_t *)&MapReal;
  for (uint32_t I = 0; I < HPI_NUM_MAP_CALLS; ++I) {
    uint64_t Ours = MapDoors ? (uint64_t)MapDoors[I] : 0;
    struct HpiFoundCall Found = heapFind(Map, List[I].Name, Ours);
    Real[I] = !Map ? heapFindLinked(&List[I], Ours) : Found.Others ? Found.Others : Found.Address;
  }
}

int heapFindReal(void) {
  const struct HpiHeapName List[] = {
#define HPI_HEAP(Name, Member, GlibcName) {#Name, &heapSymbol##Member, heapGlibc##Member},
#include "hpinstr/HeapFamily.inc"
  };
  const struct HpiLinkMap *Map = heapLinkMap();
  heapFindMaps(Map);
  if (Map)
    return heapFindLoaded(Map, List);
  uint64_t *Real = (uint64_t *)&HeapReal;
  for (uint32_t I = 0; I < HPI_HEAP_NUM_CALLS; ++I)
    Real[I] = heapFindLinked(&List[I], HeapDoors ? (uint64_t)HeapDoors[I] : 0);
  return HeapReal.Malloc && HeapReal.Free && HeapReal.Realloc && HeapReal.Calloc ? HPI_REAL_OWN : HPI_REAL_NONE;
}
