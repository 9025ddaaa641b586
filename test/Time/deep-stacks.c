// The callers of a recursion that is deeper than any sample holds of the stack are found, where it stands still long enough;
// and at least most of them where it grows and shrinks all the time.
// RUN: %clang_hp -O2 %s -o %t
// RUN: sh -c 'for S in perf thread timer; do rm -rf %t.out; env HPINSTR_OUT=%t.out HPINSTR_OPTIONS=sampler=$S %t || exit 1; \
// RUN:   %hpinstr export --format json %t.out -o %t.json && %python %S/Inputs/lines.py %t.json %s "bottom.self > 0.3 * sampled" \
// RUN:   "stands.total > 0.9 * bottom.self" "moves.total > 0.4 * level.self" || exit 1; done'
#include "Inputs/burn.h"

static volatile unsigned Sink;

__attribute__((noinline)) static unsigned move(unsigned Depth, unsigned Work) {
  volatile char Frame[100];
  Frame[Depth % 100] = 1;
  unsigned Sum = Depth ? move(Depth - 1, Work) : 0;
  for (unsigned I = 0; I < Work; ++I)
    Sink += I; // level
  return Sum + (unsigned)Frame[3];
}

__attribute__((noinline)) static unsigned stand(unsigned Depth) {
  volatile char Frame[300];
  Frame[Depth % 300] = 1;
  if (!Depth)
    burn(600); // bottom
  return (Depth ? stand(Depth - 1) : 0) + (unsigned)Frame[3];
}

int main(void) {
  unsigned Sum = 0;
  for (int I = 0; I < 150; ++I)
    Sum += move(3000, 600); // moves
  Sum += stand(2000); // stands
  return Sum == 1;
}
