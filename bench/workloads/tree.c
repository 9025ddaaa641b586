/* tree.c - a search tree: a program that calls a lot, each call doing a little. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct Node {
  struct Node *Child[2];
  char Key[32];
};

static int compare(const char *A, const char *B) { return strcmp(A, B); }

static struct Node *insert(struct Node *Root, const char *Key) {
  if (!Root) {
    Root = calloc(1, sizeof(*Root));
    snprintf(Root->Key, sizeof(Root->Key), "%s", Key);
    return Root;
  }
  int Order = compare(Key, Root->Key);
  if (Order)
    Root->Child[Order > 0] = insert(Root->Child[Order > 0], Key);
  return Root;
}

static long depth(const struct Node *Root) {
  if (!Root)
    return 0;
  long Left = depth(Root->Child[0]), Right = depth(Root->Child[1]);
  return 1 + (Left > Right ? Left : Right);
}

int main(int Argc, char **Argv) {
  struct Node *Root = NULL;
  unsigned Seed = 1;
  for (long I = 0, N = Argc > 1 ? atol(Argv[1]) : 100000; I < N; ++I) {
    char Key[32];
    Seed = Seed * 1103515245 + 12345;
    snprintf(Key, sizeof(Key), "key %08x", Seed >> 4);
    Root = insert(Root, Key);
  }
  printf("%ld\n", depth(Root));
}
