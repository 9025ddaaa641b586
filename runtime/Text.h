/* Text.h - bytes and text without libc.
 *
 * Owns: copying, comparing and a bounded text builder. Must not: allocate, or call libc.
 */
#ifndef HPI_RUNTIME_TEXT_H
#define HPI_RUNTIME_TEXT_H

#include "Names.h"

/* Text under construction in a buffer of Capacity bytes, always ended by a NUL; what does not fit is cut
 * and Overflow set. */
struct HpiText {
  char *Data;
  uint64_t Size; /* without the NUL */
  uint64_t Capacity;
  uint32_t Overflow;
};

HPI_RT uint64_t textLength(const char *Text) HPI_SYM("textLength");
HPI_RT int textEqual(const char *A, const char *B) HPI_SYM("textEqual");
/* Whether the Size bytes of Text end with Suffix. */
HPI_RT int textEndsWith(const char *Text, uint64_t Size, const char *Suffix) HPI_SYM("textEndsWith");
HPI_RT void copyBytes(void *To, const void *From, uint64_t Bytes) HPI_SYM("copyBytes");
HPI_RT void zeroBytes(void *To, uint64_t Bytes) HPI_SYM("zeroBytes");

HPI_RT void textStart(struct HpiText *Text, char *Data, uint64_t Capacity) HPI_SYM("textStart");
HPI_RT void textAddBytes(struct HpiText *Text, const char *Bytes, uint64_t Size) HPI_SYM("textAddBytes");
HPI_RT void textAdd(struct HpiText *Text, const char *More) HPI_SYM("textAdd");
/* Base is 10 or 16. */
HPI_RT void textAddNumber(struct HpiText *Text, uint64_t Value, uint32_t Base) HPI_SYM("textAddNumber");

#endif
