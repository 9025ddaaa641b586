// Eight threads make 100,000 passes each over the same lines; no count is lost.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %clangxx_hp -O0 -pthread %s -o %t/p && env HPINSTR_OUT=%t/o0 %t/p && %check-hits %t/o0 %s
// RUN: %clangxx_hp -O2 -pthread %s -o %t/p && env HPINSTR_OUT=%t/o2 %t/p && %check-hits %t/o2 %s
// RUN: %clangxx_hp -O3 -pthread %s -o %t/p && env HPINSTR_OUT=%t/o3 %t/p && %check-hits %t/o3 %s
// RUN: %clangxx_hp -O2 -flto -pthread %s -o %t/p && env HPINSTR_OUT=%t/o2flto %t/p && %check-hits %t/o2flto %s
// RUN: %clangxx_hp -O2 -flto=thin -fuse-ld=lld -pthread %s -o %t/p && env HPINSTR_OUT=%t/o2fltothinfuseldlld %t/p && %check-hits %t/o2fltothinfuseldlld %s

#include <pthread.h>

static const int Threads = 8, Passes = 100000;

static int step(int N) {             // HITS: 8*100000
  return N ^ 5;                      // HITS: 8*100000
}

static void *work(void *Out) {       // HITS: 8
  long Sum = 0;                      // HITS: 8
  for (int I = 0; I < Passes; ++I) { // HITS: 8*100001
    if (I & 1)                       // HITS: 8*100000
      Sum += step(I);                // HITS: 8*50000
    else                             // HITS: -
      Sum -= step(I);                // HITS: 8*50000
    if (I % 10 == 0)                 // HITS: 8*100000
      ++Sum;                         // HITS: 8*10000
  }
  *static_cast<long *>(Out) = Sum;   // HITS: 8
  return nullptr;                    // HITS: 8
}

int main() {
  pthread_t T[Threads];
  long Sums[Threads] = {};           // HITS: 1
  for (int I = 0; I < Threads; ++I)  // HITS: 9
    pthread_create(&T[I], nullptr, work, &Sums[I]); // HITS: 8
  for (int I = 0; I < Threads; ++I)  // HITS: 9
    pthread_join(T[I], nullptr);     // HITS: 8
  return Sums[0] != Sums[7];         // HITS: 1
}
