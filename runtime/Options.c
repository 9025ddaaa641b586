/* Options.c - HPINSTR_OPTIONS. See Options.h. */
#include "Options.h"

#include "Message.h"

HPI_RT uint64_t *findOption(struct HpiOptions *Options, const char *Key, uint64_t Size) HPI_SYM("findOption");

uint64_t *findOption(struct HpiOptions *Options, const char *Key, uint64_t Size) {
#define HPI_OPTION(Name, Default, Text)                                                                                \
  if (Size == sizeof(#Name) - 1 && textEndsWith(Key, Size, #Name))                                                     \
    return &Options->Name;
#include "hpinstr/RuntimeOptions.inc"
  return 0;
}

HPI_RT int parseNumber(const char *Text, uint64_t Size, uint64_t *Value) HPI_SYM("parseNumber");

int parseNumber(const char *Text, uint64_t Size, uint64_t *Value) {
  uint64_t Number = 0, I = 0;
  for (; I < Size && Text[I] >= '0' && Text[I] <= '9'; ++I)
    if (__builtin_mul_overflow(Number, 10, &Number) || __builtin_add_overflow(Number, Text[I] - '0', &Number))
      return 0;
  uint32_t Shift = 0;
  if (I && I + 1 == Size) {
    Shift = Text[I] == 'k' ? 10 : Text[I] == 'm' ? 20 : Text[I] == 'g' ? 30 : 0;
    if (!Shift || Number >> (64 - Shift))
      return 0;
    ++I;
  }
  *Value = Number << Shift;
  return I && I == Size;
}

HPI_RT uint64_t keySize(const char *Item, uint64_t Size) HPI_SYM("keySize");

uint64_t keySize(const char *Item, uint64_t Size) {
  uint64_t KeySize = 0;
  while (KeySize < Size && Item[KeySize] != '=')
    ++KeySize;
  return KeySize;
}

HPI_RT void addKeys(struct HpiLine *Line) HPI_SYM("addKeys");

void addKeys(struct HpiLine *Line) {
  const char *Keys = "KEY=NUMBER or KEY=WORD with one of the keys"
#define HPI_OPTION(Name, Default, Text) " " #Name
#include "hpinstr/RuntimeOptions.inc"
      ;
  lineAdd(Line, Keys);
}

HPI_RT void addWords(struct HpiLine *Line, const struct HpiOptions *Options, const uint64_t *Found) HPI_SYM("addWords");

/* What the option Found of Options takes. */
void addWords(struct HpiLine *Line, const struct HpiOptions *Options, const uint64_t *Found) {
  const char *Before = "=WORD with one of the words";
#define HPI_OPTION(Name, Default, Text)
#define HPI_WORD(Option, Word, Number)                                                                                 \
  if (Found == &Options->Option) {                                                                                     \
    if (*Before)                                                                                                       \
      lineAdd(Line, Before);                                                                                           \
    lineAdd(Line, " " #Word);                                                                                          \
    Before = "";                                                                                                       \
  }
#include "hpinstr/RuntimeOptions.inc"
  if (*Before)
    lineAdd(Line, "=NUMBER");
}

HPI_RT void warnOption(struct HpiOptions *Options, const char *Item, uint64_t Size) HPI_SYM("warnOption");

void warnOption(struct HpiOptions *Options, const char *Item, uint64_t Size) {
  struct HpiLine Line;
  lineStart(&Line, "warning: HPINSTR_OPTIONS: expected ");
  uint64_t *Found = findOption(Options, Item, keySize(Item, Size));
  if (Found) {
    lineAddBytes(&Line, Item, keySize(Item, Size));
    addWords(&Line, Options, Found);
  } else {
    addKeys(&Line);
  }
  lineAdd(&Line, "; found '");
  lineAddBytes(&Line, Item, Size);
  lineAdd(&Line, "', which is ignored");
  lineWrite(&Line, 0);
}

HPI_RT int parseWord(const char *Item, uint64_t Size, uint64_t *Value) HPI_SYM("parseWord");

/* Item is KEY=WORD. */
int parseWord(const char *Item, uint64_t Size, uint64_t *Value) {
#define HPI_OPTION(Name, Default, Text)
#define HPI_WORD(Option, Word, Number)                                                                                 \
  if (Size == sizeof(#Option "=" #Word) - 1 && textEndsWith(Item, Size, #Option "=" #Word)) {                          \
    *Value = Number;                                                                                                   \
    return 1;                                                                                                          \
  }
#include "hpinstr/RuntimeOptions.inc"
  return 0;
}

HPI_RT int parseItem(struct HpiOptions *Options, const char *Item, uint64_t Size) HPI_SYM("parseItem");

int parseItem(struct HpiOptions *Options, const char *Item, uint64_t Size) {
  uint64_t KeySize = keySize(Item, Size);
  uint64_t *Option = findOption(Options, Item, KeySize);
  return Option && KeySize < Size &&
         (parseNumber(Item + KeySize + 1, Size - KeySize - 1, Option) || parseWord(Item, Size, Option));
}

void optionsParse(struct HpiOptions *Options, const char *Text) {
#define HPI_OPTION(Name, Default, Text) Options->Name = Default;
#include "hpinstr/RuntimeOptions.inc"
  int Warned = 0;
  while (Text && *Text) {
    while (*Text == ' ')
      ++Text;
    uint64_t Size = 0;
    while (Text[Size] && Text[Size] != ',')
      ++Size;
    if (Size && !parseItem(Options, Text, Size) && !Warned) {
      warnOption(Options, Text, Size);
      Warned = 1;
    }
    Text += Size + (Text[Size] == ',');
  }
}
