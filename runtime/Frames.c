/* Frames.c - unwind tables of loaded code. See Frames.h. */
#include "Frames.h"

#include "Elf.h"
#include "Maps.h"
#include "Text.h"

enum {
  HPI_ENTRY_BYTES = 512,   /* of an entry that are looked at at once */
  HPI_MOST_OPERATION = 32, /* bytes of an instruction, but for a block's */
  HPI_COMMON_BYTES = 128,  /* of a common entry */
  HPI_NUM_SAVED = 4,       /* depth of remembered states */
  HPI_PAIRS_READ = 64,     /* of a search table, at once */
#if defined(__x86_64__)
  HPI_REG_BP = 6,
  HPI_REG_SP = 7,
  HPI_REG_RETURN = 16,
#else
  HPI_REG_BP = 29,
  HPI_REG_SP = 31,
  HPI_REG_RETURN = 30,
#endif
};
enum { /* encodings of pointers that linkers and compilers use in these tables */
       HPI_ENC_PCREL_SDATA4 = 0x1b,
       HPI_ENC_UDATA4 = 0x03,
       HPI_ENC_DATAREL_SDATA4 = 0x3b,
};

/* Bytes of a table under the reader's hand; reads past the end give 0. */
struct HpiCursor {
  const uint8_t *Place;
  const uint8_t *End;
  uint8_t *Room; /* HPI_ENTRY_BYTES of them, where more is to be read to: the next Left bytes, from Next on */
  uint64_t Next, Left;
};

HPI_RT void topUp(struct HpiCursor *C) HPI_SYM("topUpCursor");

/* Has the next instruction lie before End as a whole. */
void topUp(struct HpiCursor *C) {
  if (!C->Left || C->End - C->Place >= HPI_MOST_OPERATION)
    return;
  uint64_t Kept = (uint64_t)(C->End - C->Place), Bytes = HPI_ENTRY_BYTES - Kept;
  copyBytes(C->Room, C->Place, Kept);
  Bytes = readOwnPart(C->Next, C->Room + Kept, Bytes < C->Left ? Bytes : C->Left);
  C->Left = Bytes ? C->Left - Bytes : 0;
  C->Next += Bytes;
  C->Place = C->Room;
  C->End = C->Room + Kept + Bytes;
}

HPI_INLINE uint64_t takeBytes(struct HpiCursor *C, uint32_t Bytes) {
  uint64_t Value = 0;
  for (uint32_t I = 0; I < Bytes && C->Place < C->End; ++I)
    Value |= (uint64_t)*C->Place++ << (8 * I);
  return Value;
}

HPI_RT uint64_t takeLeb(struct HpiCursor *C, int IsSigned) HPI_SYM("takeLeb");

uint64_t takeLeb(struct HpiCursor *C, int IsSigned) {
  uint64_t Value = 0;
  uint32_t Shift = 0;
  uint8_t Byte = 0;
  do {
    Byte = (uint8_t)takeBytes(C, 1);
    Value |= Shift < 64 ? (uint64_t)(Byte & 127) << Shift : 0;
    Shift += 7;
  } while (Byte & 128);
  if (IsSigned && Shift < 64 && (Byte & 64))
    Value |= ~0ull << Shift;
  return Value;
}

/* What a common entry (CIE) says for its entries. */
struct HpiCommonEntry {
  uint64_t CodeAlign;
  int64_t DataAlign;
  int HasAugmentation; /* its entries have augmentation data */
  int IsUsable;
  int IsSignal; /* the frame is one that a signal makes */
  uint8_t Bytes[HPI_COMMON_BYTES];
  struct HpiCursor Code;
};

/* The state that instructions work on. */
struct HpiFrameState {
  uint64_t CfaReg;
  int64_t CfaOffset;
  int64_t BpOffset;
  int IsBroken; /* needs what we do not follow */
  int IsOutermost;
  int IsSignal;
};

HPI_RT int readCommon(uint64_t Address, struct HpiCommonEntry *Common) HPI_SYM("readCommon");

int readCommon(uint64_t Address, struct HpiCommonEntry *Common) {
  if (!readOwn(Address, Common->Bytes, sizeof(Common->Bytes)))
    return 0;
  struct HpiCursor C = {Common->Bytes, Common->Bytes + sizeof(Common->Bytes), 0, 0, 0};
  uint64_t Size = takeBytes(&C, 4);
  if (Size + 4 < sizeof(Common->Bytes))
    C.End = Common->Bytes + 4 + Size;
  takeBytes(&C, 5); /* id, version */
  const uint8_t *Letters = C.Place;
  while (takeBytes(&C, 1))
    ;
  Common->CodeAlign = takeLeb(&C, 0);
  Common->DataAlign = (int64_t)takeLeb(&C, 1);
  takeLeb(&C, 0); /* the return address's register */
  Common->HasAugmentation = *Letters == 'z';
  Common->IsUsable = !*Letters || *Letters == 'z';
  Common->IsSignal = 0;
  const uint8_t *Code = C.Place;
  if (*Letters == 'z') {
    uint64_t Bytes = takeLeb(&C, 0);
    Code = C.Place + Bytes;
    for (++Letters; *Letters; ++Letters) {
      if (*Letters == 'R')
        Common->IsUsable &= takeBytes(&C, 1) == HPI_ENC_PCREL_SDATA4;
      else if (*Letters == 'L')
        takeBytes(&C, 1);
      else if (*Letters == 'P')
        takeBytes(&C, (takeBytes(&C, 1) & 15) == 0 ? 8 : 4);
      else if (*Letters == 'S')
        Common->IsSignal = 1;
    }
  }
  C.Place = Code < C.End ? Code : C.End;
  Common->Code = C;
  return Common->IsUsable;
}

HPI_RT void setSaved(struct HpiFrameState *Frame, uint64_t Register, int64_t Value) HPI_SYM("setSaved");

void setSaved(struct HpiFrameState *Frame, uint64_t Register, int64_t Value) {
  if (Register == HPI_REG_BP)
    Frame->BpOffset = Value;
}

HPI_RT void skipFrameBlock(struct HpiCursor *C) HPI_SYM("skipFrameBlock");

void skipFrameBlock(struct HpiCursor *C) {
  uint64_t Bytes = takeLeb(C, 0);
  uint64_t Here = (uint64_t)(C->End - C->Place), Beyond = Bytes > Here ? Bytes - Here : 0;
  C->Place += Bytes - Beyond;
  C->Next += Beyond;
  C->Left -= Beyond < C->Left ? Beyond : C->Left;
}

HPI_RT void defineCfa(struct HpiFrameState *Frame, const struct HpiCommonEntry *Common, struct HpiCursor *C,
                      uint32_t Operation) HPI_SYM("defineCfa");

/* The operations that say where the frame begins: DW_CFA_def_cfa and its kin. */
void defineCfa(struct HpiFrameState *Frame, const struct HpiCommonEntry *Common, struct HpiCursor *C,
               uint32_t Operation) {
  switch (Operation) {
  case 0x0c: /* def_cfa */
    Frame->CfaReg = takeLeb(C, 0);
    Frame->CfaOffset = (int64_t)takeLeb(C, 0);
    break;
  case 0x12: /* def_cfa_sf */
    Frame->CfaReg = takeLeb(C, 0);
    Frame->CfaOffset = (int64_t)takeLeb(C, 1) * Common->DataAlign;
    break;
  case 0x0d: /* def_cfa_register */
    Frame->CfaReg = takeLeb(C, 0);
    break;
  case 0x0e: /* def_cfa_offset */
    Frame->CfaOffset = (int64_t)takeLeb(C, 0);
    break;
  case 0x13: /* def_cfa_offset_sf */
    Frame->CfaOffset = (int64_t)takeLeb(C, 1) * Common->DataAlign;
    break;
  default: /* 0x0f, def_cfa_expression: in a linker's jump table (PLT) it is SP + 8, but behind its push */
    Frame->IsBroken |= C->End - C->Place < 3 || C->Place[1] != 0x77 || C->Place[2] != 8;
    Frame->CfaReg = HPI_REG_SP;
    Frame->CfaOffset = 8;
    skipFrameBlock(C);
    break;
  }
}

HPI_RT void runOperation(struct HpiFrameState *Frame, const struct HpiCommonEntry *Common, struct HpiCursor *C,
                         uint32_t Operation) HPI_SYM("runOperation");

/* The operations that neither move on nor remember: DW_CFA_* by number. */
void runOperation(struct HpiFrameState *Frame, const struct HpiCommonEntry *Common, struct HpiCursor *C,
                  uint32_t Operation) {
  uint64_t Register;
  switch (Operation) {
  case 0x05: /* offset_extended */
    Register = takeLeb(C, 0);
    setSaved(Frame, Register, (int64_t)takeLeb(C, 0) * Common->DataAlign);
    break;
  case 0x11: /* offset_extended_sf */
    Register = takeLeb(C, 0);
    setSaved(Frame, Register, (int64_t)takeLeb(C, 1) * Common->DataAlign);
    break;
  case 0x06: /* restore_extended */
  case 0x08: /* same_value */
    setSaved(Frame, takeLeb(C, 0), 0);
    break;
  case 0x07: /* undefined: of the return address, the outermost frame */
    Frame->IsOutermost |= takeLeb(C, 0) == HPI_REG_RETURN;
    Frame->IsBroken = 1;
    break;
  case 0x09: /* register */
    Frame->IsBroken |= takeLeb(C, 0) == HPI_REG_BP;
    takeLeb(C, 0);
    break;
  case 0x0c:
  case 0x12:
  case 0x0d:
  case 0x0e:
  case 0x13:
  case 0x0f:
    defineCfa(Frame, Common, C, Operation);
    break;
  case 0x10: /* expression */
  case 0x16: /* val_expression */
    Frame->IsBroken |= takeLeb(C, 0) == HPI_REG_BP;
    skipFrameBlock(C);
    break;
  case 0x2e: /* GNU_args_size */
    takeLeb(C, 0);
    break;
  case 0x00: /* nop */
  case 0x2d: /* AARCH64_negate_ra_state */
    break;
  default:
    Frame->IsBroken = 1;
    C->Place = C->End;
    C->Left = 0;
  }
}

HPI_RT void runCode(struct HpiFrameState *Frame, const struct HpiCommonEntry *Common, struct HpiCursor C,
                    uint64_t Distance) HPI_SYM("runCode");

/* Runs instructions up to the row that holds Distance bytes behind the start of the function. */
void runCode(struct HpiFrameState *Frame, const struct HpiCommonEntry *Common, struct HpiCursor C, uint64_t Distance) {
  struct HpiFrameState Saved[HPI_NUM_SAVED];
  uint32_t NumSaved = 0;
  uint64_t Row = 0;
  while (topUp(&C), C.Place < C.End) {
    uint32_t Byte = (uint32_t)takeBytes(&C, 1), Low = Byte & 63;
    uint64_t Step = 0;
    if (Byte >> 6 == 1)
      Step = Low;
    else if (Byte >> 6 == 2)
      setSaved(Frame, Low, (int64_t)takeLeb(&C, 0) * Common->DataAlign);
    else if (Byte >> 6 == 3)
      setSaved(Frame, Low, 0);
    else if (Byte >= 2 && Byte <= 4)
      Step = takeBytes(&C, 1u << (Byte - 2));
    else if (Byte == 0x0a && NumSaved < HPI_NUM_SAVED)
      Saved[NumSaved++] = *Frame;
    else if (Byte == 0x0b && NumSaved)
      *Frame = Saved[--NumSaved];
    else
      runOperation(Frame, Common, &C, Byte);
    Row += Step * Common->CodeAlign;
    if (Row > Distance)
      return;
  }
}

HPI_RT uint64_t findTable(const struct HpiCodeRange *Range) HPI_SYM("findTable");

/* The search table (.eh_frame_hdr) of Range, or 1. */
uint64_t findTable(const struct HpiCodeRange *Range) {
  uint64_t Table = elfFrameTable(Range->Base);
  uint8_t Head[4];
  if (!Table || !readOwn(Table, Head, sizeof(Head)) || Head[0] != 1 || Head[1] != HPI_ENC_PCREL_SDATA4 ||
      Head[2] != HPI_ENC_UDATA4 || Head[3] != HPI_ENC_DATAREL_SDATA4)
    return 1;
  return Table;
}

HPI_RT uint64_t findEntry(uint64_t Table, uint64_t Pc) HPI_SYM("findEntry");

/* The entry (FDE) of the function that begins last at or before Pc, or 0. Each look into the table is a system call,
 * so that the last steps are taken in a copy. */
uint64_t findEntry(uint64_t Table, uint64_t Pc) {
  struct {
    int32_t Begin, Entry;
  } Pairs[HPI_PAIRS_READ];
  uint32_t Num = 0;
  if (!readOwn(Table + 8, &Num, sizeof(Num)))
    return 0;
  uint32_t Low = 0, High = Num;
  while (High - Low > HPI_PAIRS_READ) {
    uint32_t Middle = Low + (High - Low) / 2;
    if (!readOwn(Table + 12 + Middle * 8ull, Pairs, sizeof(Pairs[0])))
      return 0;
    if (Table + (uint64_t)(int64_t)Pairs[0].Begin <= Pc)
      Low = Middle;
    else
      High = Middle;
  }
  if (!readOwn(Table + 12 + Low * 8ull, Pairs, (High - Low) * sizeof(Pairs[0])))
    return 0;
  uint32_t I = 0;
  while (I < High - Low && Table + (uint64_t)(int64_t)Pairs[I].Begin <= Pc)
    ++I;
  return I ? Table + (uint64_t)(int64_t)Pairs[I - 1].Entry : 0;
}

HPI_RT int interpret(uint64_t Entry, uint64_t Pc, struct HpiFrameState *Frame) HPI_SYM("interpret");

int interpret(uint64_t Entry, uint64_t Pc, struct HpiFrameState *Frame) {
  uint8_t Bytes[HPI_ENTRY_BYTES];
  if (!readOwn(Entry, Bytes, 20))
    return 0;
  struct HpiCursor C = {Bytes, Bytes + 16, Bytes, Entry + 16, 0};
  uint64_t Size = takeBytes(&C, 4) + 4;
  uint64_t CommonPlace = Entry + 4 - takeBytes(&C, 4);
  uint64_t Begin = Entry + 8 + (uint64_t)(int64_t)(int32_t)takeBytes(&C, 4);
  uint64_t Length = takeBytes(&C, 4);
  struct HpiCommonEntry Common;
  if (Pc - Begin >= Length || Size < 16 || !readCommon(CommonPlace, &Common))
    return 0;
  C.Left = Size - 16;
  topUp(&C);
  Frame->IsSignal = Common.IsSignal;
  if (Common.HasAugmentation)
    skipFrameBlock(&C);
  runCode(Frame, &Common, Common.Code, ~0ull);
  runCode(Frame, &Common, C, Pc - Begin);
  return !Frame->IsBroken && (Frame->CfaReg == HPI_REG_SP || Frame->CfaReg == HPI_REG_BP);
}

HPI_RT struct HpiFrameRule computeRule(uint64_t Pc) HPI_SYM("computeRule");

struct HpiFrameRule computeRule(uint64_t Pc) {
  struct HpiFrameRule None = {16, -16, 1, HPI_RULE_UNKNOWN};
  struct HpiCodeRange *Range = (struct HpiCodeRange *)mapsFind(Pc);
  if (!Range)
    return None;
  if (!Range->Frames)
    Range->Frames = findTable(Range);
  uint64_t Entry = Range->Frames > 1 ? findEntry(Range->Frames, Pc) : 0;
  struct HpiFrameState Frame = {0, 0, 0, 0, 0, 0};
  if (!Entry || !interpret(Entry, Pc, &Frame) || Frame.IsSignal) {
    None.IsKnown = Frame.IsSignal ? HPI_RULE_SIGNAL : Frame.IsOutermost ? HPI_RULE_OUTERMOST : HPI_RULE_UNKNOWN;
    return None;
  }
  struct HpiFrameRule Rule = {(int32_t)Frame.CfaOffset, (int16_t)Frame.BpOffset, Frame.CfaReg == HPI_REG_BP,
                              HPI_RULE_KNOWN};
  return Rule;
}

int frameRule(uint64_t Pc, struct HpiFrameRule *Rule) {
  struct HpiShared *Shared = State.Page->Shared;
  uint64_t Key = Pc ^ (uint64_t)Shared->Generation << 56;
  struct HpiCachedRule *Cached = &Shared->Rules[(Pc ^ Pc >> 12) % HPI_NUM_FRAME_RULES];
  /* Two words that a reader may find of two writers: the check in the second tells. */
  uint64_t Packed = __atomic_load_n(&Cached->Packed, __ATOMIC_ACQUIRE);
  if (__atomic_load_n(&Cached->Key, __ATOMIC_RELAXED) != Key || (uint8_t)(Packed >> 56) != (uint8_t)(Key * 11 + 1)) {
    *Rule = computeRule(Pc);
    Packed = (uint64_t)(uint8_t)(Key * 11 + 1) << 56 | (uint64_t)(Rule->IsKnown << 1 | Rule->FromBp) << 48 |
             (uint64_t)(uint16_t)Rule->BpOffset << 32 | (uint32_t)Rule->CfaOffset;
    __atomic_store_n(&Cached->Key, Key, __ATOMIC_RELAXED);
    __atomic_store_n(&Cached->Packed, Packed, __ATOMIC_RELEASE);
    return Rule->IsKnown == HPI_RULE_KNOWN;
  }
  Rule->CfaOffset = (int32_t)(uint32_t)Packed;
  Rule->BpOffset = (int16_t)(uint16_t)(Packed >> 32);
  Rule->FromBp = Packed >> 48 & 1;
  Rule->IsKnown = Packed >> 49 & 3;
  return Rule->IsKnown == HPI_RULE_KNOWN;
}
