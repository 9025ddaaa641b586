// Destructors of thread_local objects and pthread keys run after the thread function has returned.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 -pthread %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 -pthread %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s

#include <atomic>
#include <pthread.h>
#include <thread>

static std::atomic<int> Sum;
static pthread_key_t Key;

struct Local {
  int N;
  Local() : N(0) {}                  // HITS: 9
  ~Local() {                         // HITS: 9
    for (int I = 0; I < N; ++I)      // HITS: 8*51+1
      ++Sum;                         // HITS: 8*50
  }
};
static thread_local Local L;         // HITS: 9
static void onKey(void *P) {         // HITS: 8
  Sum += *static_cast<int *>(P);     // HITS: 8
}
static void work() {                 // HITS: 8
  static int Ten = 10;               // HITS: -
  pthread_setspecific(Key, &Ten);    // HITS: 8
  for (int I = 0; I < 50; ++I)       // HITS: 8*51
    ++L.N;                           // HITS: 8*50
}

int main() {
  pthread_key_create(&Key, onKey);   // HITS: 1
  L.N = 0;                           // HITS: 1
  std::thread Pool[8];               // HITS: 1
  for (auto &T : Pool) T = std::thread(work); // HITS: 9
  for (auto &T : Pool) T.join();     // HITS: 9
  return Sum != 8 * 60;              // HITS: 1
}
