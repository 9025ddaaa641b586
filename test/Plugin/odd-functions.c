// Naked functions, resolvers of ifuncs, inline assembly, vectors, aliases and computed jumps run as before.
// RUN: %run-hits -O0
// RUN: %run-hits -O2
__attribute__((naked)) void naked(void) { __asm__("ret"); } // HITS: -
static int implementation(void) { return 1; }         // HITS: 1
static int (*resolver(void))(void) { return implementation; } // HITS: -
int chosen(void) __attribute__((ifunc("resolver")));
static int State;
__attribute__((constructor(101))) static void early(void) {
  State |= 2;                            // HITS: 1
}
__attribute__((target_clones("avx2", "default"))) int cloned(int N) { // HITS: 1
  return N + 1;                          // HITS: 1
}
int jump(int X) {                        // HITS: 1
  __asm__ goto("testl %0, %0; jne %l1" : : "r"(X) : "cc" : yes); // HITS: 1
  return 0;                              // HITS: 0
yes:
  return 1;                              // HITS: 1
}
__attribute__((weak)) int weak(void) {   // HITS: 1
  return 1;                              // HITS: 1
}
extern int other(void) __attribute__((alias("weak")));
typedef int Vector __attribute__((vector_size(16)));
static int lanes(Vector V) {             // HITS: 1
  Vector W = V + V;                      // HITS: 1
  return W[1];                           // HITS: 1
}
int main(void) {
  naked();                               // HITS: 1
  return chosen() + State + cloned(1) + jump(1) + other() + lanes((Vector){1, 2, 3, 4}) != 11; // HITS: 1
}
