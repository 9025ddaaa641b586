/* Text.c - bytes and text without libc. See Text.h. */
#include "Text.h"

uint64_t textLength(const char *Text) {
  uint64_t Size = 0;
  while (Text[Size])
    ++Size;
  return Size;
}

int textEqual(const char *A, const char *B) {
  while (*A && *A == *B) {
    ++A;
    ++B;
  }
  return *A == *B;
}

int textEndsWith(const char *Text, uint64_t Size, const char *Suffix) {
  uint64_t SuffixSize = textLength(Suffix);
  if (Size < SuffixSize)
    return 0;
  for (uint64_t I = 0; I < SuffixSize; ++I)
    if (Text[Size - SuffixSize + I] != Suffix[I])
      return 0;
  return 1;
}

void copyBytes(void *To, const void *From, uint64_t Bytes) {
  for (uint64_t I = 0; I < Bytes; ++I)
    ((char *)To)[I] = ((const char *)From)[I];
}

void zeroBytes(void *To, uint64_t Bytes) {
  for (uint64_t I = 0; I < Bytes; ++I)
    ((char *)To)[I] = 0;
}

void textStart(struct HpiText *Text, char *Data, uint64_t Capacity) {
  Text->Data = Data;
  Text->Size = 0;
  Text->Capacity = Capacity;
  Text->Overflow = 0;
  Data[0] = 0;
}

void textAddBytes(struct HpiText *Text, const char *Bytes, uint64_t Size) {
  uint64_t Room = Text->Capacity - 1 - Text->Size;
  if (Size > Room) {
    Size = Room;
    Text->Overflow = 1;
  }
  copyBytes(Text->Data + Text->Size, Bytes, Size);
  Text->Size += Size;
  Text->Data[Text->Size] = 0;
}

void textAdd(struct HpiText *Text, const char *More) { textAddBytes(Text, More, textLength(More)); }

void textAddNumber(struct HpiText *Text, uint64_t Value, uint32_t Base) {
  char Digits[24];
  uint32_t First = sizeof(Digits);
  do {
    Digits[--First] = "0123456789abcdef"[Value % Base];
    Value /= Base;
  } while (Value);
  textAddBytes(Text, Digits + First, sizeof(Digits) - First);
}
