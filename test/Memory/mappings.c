// Memory that the program maps by itself, on request: by line, in whole pages. A block is what one call gave; it is freed when its last
// page is, its bytes as they go.
// RUN: rm -rf %t && split-file %s %t && cd %t && %clang -O1 -fPIC -shared library.c -o library.so
// RUN: for L in -O0 -O2; do %clang_hp -w $L -pthread %t/p.c ./library.so -o p$L || exit 1; done
// RUN: for L in -O0 -O2; do env HPINSTR_OUT=on$L HPINSTR_OPTIONS=mmap=on ./p$L || exit 1; done
// RUN: for L in -O0 -O2; do %hpinstr export --format json -o $L.json on$L && %python %S/../Report/Inputs/checkallocs.py $L.json %t/p.c || exit 1; done
// RUN: %check-heap on-O0 && %check-heap on-O2
// RUN: %rewritten gcc -O2 -w -g -pthread %t/p.c ./library.so -o r && env HPINSTR_OUT=rewritten HPINSTR_OPTIONS=mmap=on ./r
// RUN: %hpinstr export --format json -o r.json rewritten && %python %S/../Report/Inputs/checkallocs.py r.json %t/p.c
// Without the request there is nothing of them.
// RUN: env HPINSTR_OUT=off ./p-O2 && %hpinstr report off 2>&1 | FileCheck %s --check-prefix=OFF
// OFF: Heap: 1 alloc of

#--- library.c
#define _GNU_SOURCE
#include <sys/mman.h>
void *mapInLibrary(void) {
  return mmap(0, 4096 * 3, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); // ALLOCS: self_allocs=1 self_alloc_bytes=12288
}
void unmapInLibrary(void *At) {
  munmap(At, 4096 * 3); // ALLOCS: self_frees=1
}
#--- p.c
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { Page = 4096, Access = PROT_READ | PROT_WRITE, Ours = MAP_PRIVATE | MAP_ANONYMOUS };

void *mapInLibrary(void);
void unmapInLibrary(void *At);

static char *Passed[50];

static void expect(int Holds) {
  if (!Holds)
    abort();
}

static void parts(void) {
  char *Map = mmap(0, 16 * Page, Access, Ours, -1, 0);              // ALLOCS: self_allocs=1 self_alloc_bytes=65536 live_blocks=0
  munmap(Map + 4 * Page, 4 * Page);                                 // ALLOCS: self_frees=0 freed_bytes=16384
  munmap(Map + 4 * Page, 4 * Page);                                 // ALLOCS: none
  munmap(Map, 4 * Page - 1);                                        // ALLOCS: self_frees=0 freed_bytes=16384
  munmap(Map + 6 * Page, 6 * Page);                                 // ALLOCS: self_frees=0 freed_bytes=16384
  munmap(Map, 16 * Page);                                           // ALLOCS: self_frees=1 freed_bytes=16384
  Map = mmap(0, 5000, Access, Ours, -1, 0);                         // ALLOCS: self_allocs=1 self_alloc_bytes=8192 live_blocks=1 live_bytes=4096
  munmap(Map, 1);                                                   // ALLOCS: self_frees=0 freed_bytes=4096
}

static void fixed(void) {
  char *Map = mmap(0, 8 * Page, Access, Ours, -1, 0);               // ALLOCS: self_allocs=1 self_alloc_bytes=32768 live_blocks=0
  char *In = mmap(Map + 2 * Page, 2 * Page, Access, Ours | MAP_FIXED, -1, 0); // ALLOCS: self_allocs=1 self_frees=0 freed_bytes=8192 live_blocks=0
  expect(In == Map + 2 * Page);
  int File = open("p.c", O_RDONLY);
  mmap(Map, Page, PROT_READ, MAP_PRIVATE | MAP_FIXED, File, 0);     // ALLOCS: self_allocs=0 freed_bytes=4096
  char *All = mmap(Map, 8 * Page, Access, Ours | MAP_FIXED, -1, 0); // ALLOCS: self_allocs=1 self_frees=2 freed_bytes=28672 live_blocks=1 live_bytes=24576
  char *Others = mmap(0, 3 * Page, PROT_READ, MAP_PRIVATE, File, 0); // ALLOCS: none
  char *Shared = mmap(0, 3 * Page, Access, MAP_SHARED | MAP_ANONYMOUS, -1, 0); // ALLOCS: none
  munmap(Others, 3 * Page);                                         // ALLOCS: none
  munmap(Shared, 3 * Page);                                         // ALLOCS: none
  munmap(All, 2 * Page);                                            // ALLOCS: self_frees=0 freed_bytes=8192
  close(File);
}

static void resized(void) {
  char *Map = mmap64(0, 4 * Page, Access, Ours, -1, 0);             // ALLOCS: self_allocs=1 self_alloc_bytes=16384 live_blocks=0
  Map[3 * Page] = 7;
  char *Target = mmap(0, 8 * Page, PROT_NONE, Ours, -1, 0);         // ALLOCS: self_allocs=1 self_alloc_bytes=32768 live_blocks=0
  for (int I = 0; I < 3; ++I)
    Map = mremap(Map, (4 + I) * Page, (5 + I) * Page, MREMAP_MAYMOVE); // ALLOCS: self_allocs=3 self_alloc_bytes=73728 self_frees=3 freed_bytes=61440 live_blocks=0
  expect(Map[3 * Page] == 7);
  Map = mremap(Map, 7 * Page, 2 * Page, 0);                         // ALLOCS: self_allocs=1 self_alloc_bytes=8192 self_frees=1 freed_bytes=28672 live_blocks=1 live_bytes=4096
  Map = mremap(Map, Page, 6 * Page, MREMAP_MAYMOVE);                // ALLOCS: self_allocs=1 self_alloc_bytes=24576 self_frees=0 freed_bytes=4096 live_blocks=0
  Map = mremap(Map, 6 * Page, 8 * Page, MREMAP_MAYMOVE | MREMAP_FIXED, Target); // ALLOCS: self_allocs=1 self_alloc_bytes=32768 self_frees=2 freed_bytes=57344 live_blocks=1
  char *Copy = mremap(Map, 8 * Page, 8 * Page, MREMAP_MAYMOVE | MREMAP_DONTUNMAP); // ALLOCS: self_allocs=1 self_alloc_bytes=32768 self_frees=0 live_blocks=1
  expect(Map == Target && Copy != Map);
  expect(mremap(Map, 8 * Page, Page, -1) == MAP_FAILED && errno == EINVAL); // ALLOCS: none
}

static void failing(void) {
  errno = 0;
  expect(mmap(0, 0, Access, Ours, -1, 0) == MAP_FAILED && errno == EINVAL);       // ALLOCS: none
  expect(mmap(0, 1ull << 60, Access, Ours, -1, 0) == MAP_FAILED && errno == ENOMEM); // ALLOCS: none
  expect(munmap((void *)1, Page) == -1 && errno == EINVAL);                       // ALLOCS: none
}

static void *give(void *Arg) {
  for (int I = 0; I < 50; ++I)
    Passed[I] = mmap(0, 2 * Page, Access, Ours, -1, 0); // ALLOCS: self_allocs=50 self_alloc_bytes=409600 live_blocks=10 live_bytes=81920
  return Arg;
}

static void *take(void *Arg) {
  for (int I = 0; I < 40; ++I)
    munmap(Passed[I], 2 * Page); // ALLOCS: self_frees=40 freed_bytes=327680
  return Arg;
}

/* What was mapped before the fork is not in the child's books. */
static void forked(void) {
  pid_t Child = fork();
  if (!Child) {
    munmap(Passed[49], 2 * Page);                         // ALLOCS: none
    char *Own = mmap(0, 3 * Page, Access, Ours, -1, 0);   // ALLOCS: self_allocs=1 self_alloc_bytes=12288 live_blocks=0
    munmap(Own, 3 * Page);                                // ALLOCS: self_frees=1
    _exit(0);
  }
  int Status = 1;
  expect(waitpid(Child, &Status, 0) == Child && !Status);
}

int main(void) {
  pthread_t Giver, Taker;
  parts();
  fixed();
  resized();
  failing();
  pthread_create(&Giver, 0, give, 0);
  pthread_join(Giver, 0);
  pthread_create(&Taker, 0, take, 0);
  pthread_join(Taker, 0);
  forked();
  unmapInLibrary(mapInLibrary()); // ALLOCS: allocs=1 alloc_bytes=12288 frees=1 freed_bytes=12288
  return 0;
}
