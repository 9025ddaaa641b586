/* fakeheap.c - see fakeheap.h. Compiled without probes; writes to the file that FAKEHEAP_LOG names. */
#include "fakeheap.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int TakeThread;
static FILE *Log;

static void copyMaps(void) {
  char Line[4096], Exe[2048], Path[2048];
  unsigned long Start, End, Offset;
  FILE *Maps = fopen("/proc/self/maps", "r");
  if (!realpath("/proc/self/exe", Exe) || !Maps)
    exit(1);
  while (fgets(Line, sizeof(Line), Maps))
    if (sscanf(Line, "%lx-%lx r-xp %lx %*s %*s %2047s", &Start, &End, &Offset, Path) == 4 && !strcmp(Path, Exe))
      fprintf(Log, "map %lu %lu %lu %s\n", Start, End, Offset, Path);
  fclose(Maps);
}

static void note(const char *What, void *Block, unsigned long Bytes, void **Frame) {
  if (!Log) {
    Log = fopen(getenv("FAKEHEAP_LOG"), "w");
    copyMaps();
  }
  fprintf(Log, "%s %lu %d %lu", What, (unsigned long)Block, TakeThread, Bytes);
  for (void **Next; Frame; Frame = Next) {
    fprintf(Log, " %lu", (unsigned long)Frame[1]);
    Next = *Frame;
    if (Next <= Frame || (uintptr_t)Next - (uintptr_t)Frame > 1 << 20)
      break;
  }
  fprintf(Log, "\n");
  fflush(Log);
}

void *take(unsigned long Bytes) {
  void *Block = malloc(Bytes + 1);
  note("take", Block, Bytes, __builtin_frame_address(0));
  return Block;
}

void give(void *Block) {
  note("give", Block, 0, __builtin_frame_address(0));
  free(Block);
}
