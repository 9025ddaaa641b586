// What is live at the end is what LeakSanitizer finds leaked, where nothing refers to it any more.
// REQUIRES: asan-rt
// RUN: rm -rf %t && mkdir -p %t && cd %t
// RUN: %clang -w -O1 -fsanitize=address %s -o sanitized && not env ASAN_OPTIONS=detect_leaks=1 ./sanitized 2> said
// RUN: sed -n 's/^SUMMARY: .*: \([0-9]*\) byte(s) leaked in \([0-9]*\) allocation(s)\./LiveBlocks=\2 LiveBytes=\1/p' said > wanted
// RUN: FileCheck %s < wanted
// RUN: for L in -O0 -O2; do %clang_hp -w $L %s -o p && env HPINSTR_OUT=out$L ./p || exit 1; done
// RUN: for L in -O0 -O2; do %check-heap out$L | grep -o 'LiveBlocks=.*' > kept && diff wanted kept || exit 1; done
// CHECK: LiveBlocks=375 LiveBytes=45250
#include <stdlib.h>
#include <string.h>

struct Node {
  struct Node *Next;
  char Text[32];
};

static struct Node *volatile List;

/* A list that is lost with its head: what hangs on it is leaked, too. */
static void lose(void) {
  for (int I = 0; I < 100; ++I) {
    struct Node *New = malloc(sizeof(*New));
    New->Next = List;
    List = New;
  }
  List = 0;
}

int main(void) {
  void *volatile Block;
  for (int I = 0; I < 300; ++I) {
    Block = calloc(I, 1);
    if (I % 12 == 0)
      free(Block);
  }
  for (int Round = 0; Round < 50; ++Round)
    free(strdup("not leaked"));
  Block = realloc(malloc(10), 20000);
  free(Block);
  Block = 0;
  lose();
  return 0;
}
