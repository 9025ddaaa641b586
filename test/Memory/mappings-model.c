// Random mappings over a few pages, in whole and in parts, against a model that knows each page: blocks and bytes are equal.
// No thread that takes samples: it would map its own into the holes.
// RUN: rm -rf %t && mkdir -p %t && cd %t && %clang_hp -w -O2 %s -o p
// RUN: env HPINSTR_OUT=out HPINSTR_OPTIONS=mmap=on,sampler=none ./p > wanted && %check-heap out > kept && FileCheck wanted --input-file kept
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { Page = 4096, NumPages = 96, NumRounds = 30000 };

static unsigned Of[NumPages], Left[NumRounds + 2], NumBlocks; /* block of each page, 0 none; pages of each block */
static unsigned long Bytes, Frees, FreedBytes;

static void gone(unsigned I) {
  if (!Of[I])
    return;
  FreedBytes += Page;
  Frees += !--Left[Of[I]];
  Of[I] = 0;
}

int main(void) {
  unsigned Random = 1;
  char *Base = mmap(0, NumPages * Page, PROT_NONE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  for (int Round = 0; Round < NumRounds; ++Round) {
    Random = Random * 1103515245 + 12345;
    unsigned First = (Random >> 8) % NumPages, Num = 1 + (Random >> 16) % (NumPages - First);
    Num = Random >> 30 ? 1 + Num / 8 : Num;
    int Keeps = Random >> 28 & 1;
    for (unsigned I = First; I < First + Num; ++I)
      gone(I);
    if (!Keeps && munmap(Base + First * Page, Num * Page))
      return 1;
    if (!Keeps)
      continue;
    if (mmap(Base + First * Page, Num * Page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED)
      return 1;
    Left[++NumBlocks] = Num;
    Bytes += Num * Page;
    for (unsigned I = First; I < First + Num; ++I)
      Of[I] = NumBlocks;
  }
  char Text[200];
  int Size = snprintf(Text, sizeof(Text), "CHECK: Allocs=%u AllocBytes=%lu Frees=%lu FreedBytes=%lu {{.*}}NumForeign=0 NumNoEntry=0\n",
                      NumBlocks, Bytes, Frees, FreedBytes);
  return write(1, Text, Size) == Size ? 0 : 1;
}
